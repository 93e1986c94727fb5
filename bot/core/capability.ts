import type { FastifyPluginAsync } from 'fastify';
import type { Cases } from '../cases/cases';
import type { Channel, ChannelFacts } from '../channel';
import type { Clock } from '../clock';
import type { UserMessage } from '../conversation';
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

/** Services that every capability may use. */
export interface Core {
  readonly config: Config;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  readonly store: Store;
  readonly queues: Queues;
  readonly cases: Cases;
  readonly dialog: Content['dialog'];
  /** For clients. Turns beyond MAX_TURNS fail with `overloaded`. */
  readonly handleTurn: HandleTurn<UserMessage>;
  /** For workers and staff. It does not count towards MAX_TURNS. */
  readonly handleInnerTurn: HandleTurn;
  readonly address: Address;
  readonly observer: Observer;
  /** False before the start is complete and while stopping; `/readyz` then answers 503. */
  isOpen(): boolean;
}

/** Routes of a capability. */
export interface Mount {
  /** Registered in a scope of its own. */
  readonly plugin: FastifyPluginAsync;
  /** Path prefix of all its routes. Default: none. */
  readonly prefix?: string;
  /** Also served where ROLE=worker. Default: not there. */
  readonly everywhere?: true;
}

/** What a built capability contributes to the desk. Every member is optional. */
export interface Part {
  channel?: Channel;
  routes?: readonly Mount[];
  /** Run where ROLE is not bot. */
  jobs?: readonly Job[];
  /** Run where ROLE is not bot. */
  schedules?: readonly Schedule[];
  gauges?: readonly GaugeRow[];
  /** Lines for the operator, such as addresses. Printed once the desk is open, where ROLE is not worker. */
  lines?(): readonly { title: string; text: string }[];
  /** Called once the desk is open. */
  start?(): void | Promise<void>;
  /** Called before the server closes, in reverse order of building. */
  stop?(): Promise<void>;
}

/** Definition of one feature of the desk: one folder, and one line in capabilities.ts. */
export interface CapabilityDefinition<Rows extends SettingRows> {
  readonly name: string;
  readonly settings?: SettingGroup<Rows>;
  /** Whether to build it. Default: always. */
  enabled?(settings: Parsed<Rows>): boolean;
  readonly channels?: readonly ChannelFacts[];
  readonly queues?: readonly QueueFacts[];
  /** Composes the part; starts nothing. */
  build(core: Core, settings: Parsed<Rows>): Part | Promise<Part>;
}

/** A capability whose type of settings is hidden. */
export interface Capability {
  readonly name: string;
  /** At most one group. */
  readonly settings: readonly SettingGroup[];
  readonly channels: readonly ChannelFacts[];
  readonly queues: readonly QueueFacts[];
  enabled(config: Config): boolean;
  build(core: Core): Promise<Part>;
}

/** Turns a definition into a capability, which reads its settings from `Config.of`. */
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
