import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Balancer {
  url: string;
  close(): void;
}

/** Hands connections to the backends in turn, WebSockets included; a backend that does not answer is passed over. */
export const startBalancer = async (ports: readonly number[]): Promise<Balancer> => {
  let turn = 0;
  const sockets = new Set<Socket>();

  const forward = (client: Socket, triesLeft: number): void => {
    if (triesLeft === 0) return void client.destroy();
    const backend = connect(ports[turn++ % ports.length] ?? 0, '127.0.0.1');
    const tryNext = (): void => forward(client, triesLeft - 1);
    backend.once('error', tryNext);
    backend.once('connect', () => {
      backend.off('error', tryNext);
      backend.on('error', () => client.destroy());
      client.once('close', () => backend.destroy());
      backend.once('close', () => client.destroy());
      client.pipe(backend).pipe(client);
    });
  };

  const server = createServer((client) => {
    sockets.add(client);
    client.once('close', () => sockets.delete(client));
    client.on('error', () => client.destroy());
    forward(client, ports.length);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
};
