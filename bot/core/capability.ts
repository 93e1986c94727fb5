import type { FastifyPluginAsync } from 'fastify';
import type { Cases } from '../cases/cases';
import type { Channel, ChannelFacts } from '../channel';
import type { Clock } from '../clock';
import type { Content } from '../content/loadContent';
import type { Ids } from '../ids';
import type { Address } from '../http/address';
import type { Logger } from '../log';
import type { GaugeRow } from '../observe/gauges';
import type { Observer } from '../observe/observer';
import type { Job, QueueFacts, Schedule } from '../queue/job';
import type { Queues } from '../queue/queues';
import type { Config } from '../settings/config';
import type { Parsed, SettingGroup, SettingRows } from '../settings/setting';
import type { Store } from '../store';
import type { HandleTurn } from '../turn/handleTurn';

/** What every capability may build on. */
export interface Core {
  readonly config: Config;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  readonly store: Store;
  readonly queues: Queues;
  readonly cases: Cases;
  readonly dialog: Content['dialog'];
  /** Turns of clients: refused beyond MAX_TURNS. */
  readonly handleTurn: HandleTurn;
  /** Turns of workers and staff: never refused for those of clients. */
  readonly handleInnerTurn: HandleTurn;
  readonly address: Address;
  readonly observer: Observer;
  /** False before the start is complete and while stopping: a balancer sends nothing then. */
  isOpen(): boolean;
}

/** Routes of a capability. */
export interface Mount {
  readonly plugin: FastifyPluginAsync;
  readonly prefix?: string;
  /** Served where ROLE=worker, too. */
  readonly everywhere?: true;
}

/** A capability as built: what it brings to the desk. All of it is optional. */
export interface Part {
  channel?: Channel;
  routes?: readonly Mount[];
  /** Carried out where ROLE is not bot. */
  jobs?: readonly Job[];
  /** Run where ROLE is not bot. */
  schedules?: readonly Schedule[];
  gauges?: readonly GaugeRow[];
  /** Lines for the operator once the desk is open, where ROLE is not worker: what is where. */
  lines?(): readonly { title: string; text: string }[];
  /** Called once the desk is open. */
  start?(): void | Promise<void>;
  /** Called in reverse order of the list, before the server closes. */
  stop?(): Promise<void>;
}

/** One thing that a desk can do, with everything it brings; one folder, and one line in capabilities.ts. */
export interface CapabilityDefinition<Rows extends SettingRows> {
  readonly name: string;
  readonly settings?: SettingGroup<Rows>;
  /** Default: always. */
  enabled?(settings: Parsed<Rows>): boolean;
  readonly channels?: readonly ChannelFacts[];
  readonly queues?: readonly QueueFacts[];
  /** Composes and starts nothing. */
  build(core: Core, settings: Parsed<Rows>): Part | Promise<Part>;
}

/** A capability whose settings are its own matter. */
export interface Capability {
  readonly name: string;
  /** No group where it has no settings. */
  readonly settings: readonly SettingGroup[];
  readonly channels: readonly ChannelFacts[];
  readonly queues: readonly QueueFacts[];
  enabled(config: Config): boolean;
  build(core: Core): Promise<Part>;
}

/** Defines a capability. */
export const capability = <Rows extends SettingRows = SettingRows>(
  definition: CapabilityDefinition<Rows>,
): Capability => {
  const { settings } = definition;
  const group = settings ?? { title: '', rows: {} as Rows };
  return {
    name: definition.name,
    settings: settings ? [settings] : [],
    channels: definition.channels ?? [],
    queues: definition.queues ?? [],
    enabled: (config) => definition.enabled?.(config.of(group)) ?? true,
    build: async (core) => definition.build(core, core.config.of(group)),
  };
};
