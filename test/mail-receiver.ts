import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A letter as it arrived at somebody else's server. */
export interface Arrived {
  from: string;
  to: string[];
  raw: string;
}

export interface Receiver {
  port: number;
  arrived: Arrived[];
  close(): Promise<void>;
}

/** A real mail server that knows nothing of this program. */
export async function mailReceiver(options: SMTPServerOptions = {}): Promise<Receiver> {
  const arrived: Arrived[] = [];
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'], logger: false,
    onData: (stream, session, done) => {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        arrived.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address), raw: Buffer.concat(pieces).toString() });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', () => ready()));
  return { port: (server.server.address() as AddressInfo).port, arrived, close: () => new Promise((closed) => server.close(() => closed())) };
}

/** Something at a port that behaves as badly as it is told to. */
export async function badServer(behave: (socket: Socket) => void): Promise<{ port: number; close(): void }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    behave(socket);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', () => ready()));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** The parts of a letter, each as a mail program reads it. */
export const readLetter = ({ raw }: Arrived): { headers: string; text: string } => {
  const [headers = '', ...rest] = raw.split('\r\n\r\n');
  const parts = rest.join('\r\n\r\n').split(/\r\n--[^\r\n]+\r\n|\r\n--[^\r\n]+--/u).flatMap((part) => {
    const [head = '', ...content] = part.split('\r\n\r\n');
    if (/base64/i.test(head)) return [Buffer.from(content.join(''), 'base64').toString()];
    if (/quoted-printable/i.test(head)) return [Buffer.from(content.join('\r\n\r\n').replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))), 'latin1').toString()];
    return [];
  });
  const words = headers.replace(/\r\n[ \t]/g, ' ').replace(/=\?UTF-8\?B\?([^?]*)\?=\s*/gi, (_, bytes: string) => Buffer.from(bytes, 'base64').toString())
    .replace(/=\?UTF-8\?Q\?([^?]*)\?=\s*/gi, (_, bytes: string) => Buffer.from(bytes.replaceAll('_', ' ').replace(/=([0-9A-F]{2})/gi, (__, hex: string) => String.fromCharCode(parseInt(hex, 16))), 'latin1').toString());
  return { headers: words, text: parts.join('\n') };
};
