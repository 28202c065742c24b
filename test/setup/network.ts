import { once } from 'node:events';
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

/** A wire between a browser and the program that can be cut: what a browser only pretends to be without still lets a page that is just opening through. */
export interface Wire {
  address: string;
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** @param port where the program listens on this machine */
export async function wireTo(port: number): Promise<Wire> {
  const open = new Set<Socket>();
  let whole = true;
  const server = createServer((near) => {
    if (!whole) return void near.destroy();
    const far = connect(port, 'localhost');
    for (const [one, other] of [[near, far], [far, near]] as const) {
      open.add(one);
      one.on('error', () => other.destroy()).on('close', () => {
        open.delete(one);
        other.destroy();
      }).pipe(other);
    }
  });
  server.listen(0);
  await once(server, 'listening');
  const hangUp = (): void => open.forEach((socket) => socket.destroy());
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}`,
    cut() {
      whole = false;
      hangUp();
    },
    mend() {
      whole = true;
    },
    async close() {
      hangUp();
      server.close();
      await once(server, 'close');
    },
  };
}
