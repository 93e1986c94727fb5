import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../settings/config';
import { StartFault } from '../settings/startFault';

/**
 * Starts listening and resolves to the port.
 * @throws StartFault that names the setting at fault, HOST or PORT
 */
export async function listen(app: FastifyInstance, { host, port }: Pick<Config, 'host' | 'port'>): Promise<number> {
  try {
    await app.listen({ host, port });
    return (app.server.address() as AddressInfo).port;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const fault = code === undefined ? undefined : FAULTS[code];
    throw fault ? new StartFault(fault(host, port), { cause: error }) : error;
  }
}

const noAddress = (host: string): string => `.env:HOST: ${host} is no address of this machine; correct HOST`;

const FAULTS: Record<string, (host: string, port: number) => string> = {
  EADDRINUSE: (host, port) => `.env:PORT: ${port} is taken on ${host}; stop what listens there, or set another PORT`,
  EADDRNOTAVAIL: noAddress,
  ENOTFOUND: noAddress,
  EACCES: (_host, port) => `.env:PORT: ${port} needs privileges this user lacks; choose one above 1023`,
};
