import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import type { Client, Connection, Submittable } from 'pg';

/**
 * PostgreSQL's own COPY over a connection of `pg`, which knows its messages but offers no stream for them. Text that went out goes in again
 * byte for byte, whatever the version of the server.
 */

interface Copying extends Connection {
  stream: Duplex;
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(why: string): void;
}

abstract class Copy implements Submittable {
  readonly ended: Promise<void>;
  #done!: () => void;
  #refuse!: (error: Error) => void;
  readonly #text: string;
  #failed: Error | undefined;

  constructor(text: string) {
    this.#text = text;
    this.ended = new Promise((done, refuse) => {
      this.#done = done;
      this.#refuse = refuse;
    });
  }

  submit(connection: Connection): void {
    (connection as Copying).query(this.#text);
  }

  handleError(error: Error): void {
    this.#failed ??= error;
    this.#refuse(error);
  }

  handleCommandComplete(): void { /* READY FOR QUERY follows */ }

  handleReadyForQuery(): void {
    if (!this.#failed) this.#done();
  }
}

class CopyOut extends Copy {
  readonly #take: (piece: Buffer) => Promise<void> | undefined;

  constructor(text: string, take: (piece: Buffer) => Promise<void> | undefined) {
    super(text);
    this.#take = take;
  }

  handleCopyData({ chunk }: { chunk: Buffer }, connection: Connection): void {
    const { stream } = connection as Copying;
    const full = this.#take(Buffer.from(chunk)); // the parser uses its memory again
    if (!full) return;
    stream.pause();
    void full.then(() => stream.resume(), (error: Error) => this.handleError(error));
  }
}

class CopyIn extends Copy {
  readonly #content: AsyncIterable<Buffer>;

  constructor(text: string, content: AsyncIterable<Buffer>) {
    super(text);
    this.#content = content;
  }

  handleCopyInResponse(connection: Connection): void {
    const copying = connection as Copying;
    void this.#send(copying).catch((error: Error) => {
      copying.sendCopyFail(error.message);
      this.handleError(error);
    });
  }

  async #send(copying: Copying): Promise<void> {
    for await (const piece of this.#content) {
      copying.sendCopyFromChunk(piece);
      if (copying.stream.writableNeedDrain) await once(copying.stream, 'drain');
    }
    copying.endCopyFrom();
  }
}

/** What `copy … to stdout` says, piece by piece; `take` answers a promise while it has no room. */
export function copyOut(client: Client, text: string, take: (piece: Buffer) => Promise<void> | undefined): Promise<void> {
  return client.query(new CopyOut(text, take)).ended;
}

/** `copy … from stdin` with this content. */
export const copyIn = (client: Client, text: string, content: AsyncIterable<Buffer>): Promise<void> => client.query(new CopyIn(text, content)).ended;
