/** One field or file of a `multipart/form-data` body (RFC 7578), read as it arrives. */
export interface Part {
  field: string;
  /** Set for files, '' when none was chosen. */
  fileName?: string;
  /** To be read to its end, or not at all, before the next part is asked for. */
  content: AsyncIterable<Buffer>;
}

/** The body is not what it says, or ended too early. */
export class BrokenMultipart extends Error {}

const MOST_HEADER = 16 * 1024;
const LINE = Buffer.from('\r\n');
const BLANK_LINE = Buffer.from('\r\n\r\n');

/** The boundary that a content type names; undefined when it is no multipart form. */
export function boundaryOf(contentType: string): string | undefined {
  const found = /^multipart\/form-data\s*;(?:.*;)?\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/iu.exec(contentType);
  return found?.[1] ?? found?.[2];
}

/** The parts of a body, one after the other; only a piece of the body is ever in memory. */
export async function* partsOf(body: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<Part> {
  const incoming = new Incoming(body);
  const mark = Buffer.from(`\r\n--${boundary}`);
  await exhaust(incoming.until(mark)); // what stands before the first mark says nothing
  for (;;) {
    if ((await incoming.take(2)).toString('latin1') === '--') return;
    const headers = await incoming.headers();
    const content = incoming.until(mark);
    yield { ...namesIn(headers), content };
    await exhaust(content);
  }
}

/** Names as browsers write them: UTF-8, with quotes and line ends written as in an address; other separators of lines (U+2028) stand as they are. */
function namesIn(headers: string): Pick<Part, 'field' | 'fileName'> {
  const disposition = headers.split('\r\n').map((line) => /^content-disposition:\s*form-data\s*;(.*)$/isu.exec(line)?.[1]).find((told) => told !== undefined);
  if (disposition === undefined) throw new BrokenMultipart('a part without a name');
  const named = (name: string) => new RegExp(`(?:^|;)\\s*${name}="([^"]*)"`, 'iu').exec(disposition)?.[1]?.replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n');
  return { field: named('name') ?? '', fileName: named('filename') };
}

async function exhaust(content: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of content) continue;
}

/** What has arrived of the body and was not read yet. */
class Incoming {
  #pieces: AsyncIterator<Uint8Array>;
  #waiting: Buffer = LINE; // so that the first mark, too, stands behind a line end

  constructor(body: AsyncIterable<Uint8Array>) {
    this.#pieces = body[Symbol.asyncIterator]();
  }

  async #more(): Promise<void> {
    const { done, value } = await this.#pieces.next();
    if (done) throw new BrokenMultipart('the body ended too early');
    this.#waiting = this.#waiting.length > 0 ? Buffer.concat([this.#waiting, value]) : Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  }

  async take(length: number): Promise<Buffer> {
    while (this.#waiting.length < length) await this.#more();
    return this.#give(length);
  }

  #give(length: number): Buffer {
    const given = this.#waiting.subarray(0, length);
    this.#waiting = this.#waiting.subarray(length);
    return given;
  }

  /** Everything up to the mark, which is passed over. */
  async *until(mark: Buffer): AsyncGenerator<Buffer> {
    for (let at = this.#waiting.indexOf(mark); ; at = this.#waiting.indexOf(mark)) {
      if (at >= 0) {
        const last = this.#give(at);
        this.#give(mark.length);
        if (last.length > 0) yield last;
        return;
      }
      const safe = this.#waiting.length - mark.length + 1; // the mark may have arrived in part
      if (safe > 0) yield this.#give(safe);
      await this.#more();
    }
  }

  /** The header lines of a part, which may be none at all. */
  async headers(): Promise<string> {
    this.#waiting = Buffer.concat([LINE, this.#waiting]);
    while (!this.#waiting.includes(BLANK_LINE)) {
      if (this.#waiting.length > MOST_HEADER) throw new BrokenMultipart('headers too long');
      await this.#more();
    }
    const headers = this.#give(this.#waiting.indexOf(BLANK_LINE)).toString('utf8');
    this.#give(BLANK_LINE.length);
    return headers;
  }
}
