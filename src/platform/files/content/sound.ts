import { giveBack } from '#platform/files/content/refusals.ts';

/** Voice recordings. Each format is a row of frames, pages or boxes that say their own length: they must fill the file to its end. */

const MP3_BITRATES = { 1: [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320], 2: [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160] } as const;
const MP3_RATES = [44_100, 48_000, 32_000];
/** Tags and a frame that was cut off may follow the last whole frame. */
const MP3_TAIL = 4_096;

/** MPEG 1, 2 or 2.5, layer III (ISO/IEC 11172-3, 13818-3). */
export function expectMp3(file: Buffer): void {
  let at = file.toString('latin1', 0, 3) === 'ID3' ? 10 + tagLength(file) : 0;
  while (at < file.length && file[at] === 0) at += 1; // padding behind the tag
  let frames = 0;
  for (let length = frameLength(file, at); length > 0; length = frameLength(file, at)) {
    at += length;
    frames += 1;
  }
  if (frames < 2) giveBack('unknown');
  if (file.length - at > MP3_TAIL) giveBack('damaged');
}

const tagLength = (file: Buffer): number => [6, 7, 8, 9].reduce((sum, at) => sum * 128 + ((file[at] ?? 0) & 0x7f), 0);

function frameLength(file: Buffer, at: number): number {
  if (at + 4 > file.length) return 0;
  const head = file.readUInt32BE(at);
  const version = (head >>> 19) & 3;
  if (head >>> 21 !== 0x7ff || version === 1 || ((head >>> 17) & 3) !== 1) return 0;
  const first = version === 3;
  const bitrate = MP3_BITRATES[first ? 1 : 2][((head >>> 12) & 15) - 1];
  const rate = MP3_RATES[(head >>> 10) & 3];
  if (!bitrate || !rate) return 0;
  const divided = rate / (first ? 1 : version === 2 ? 2 : 4);
  return Math.floor(((first ? 144_000 : 72_000) * bitrate) / divided) + ((head >>> 9) & 1);
}

/** Ogg pages (RFC 3533) whose first holds an Opus head (RFC 7845). */
export function expectOpusInOgg(file: Buffer): void {
  if (!file.subarray(0, 100).includes('OpusHead')) giveBack('unknown');
  let at = 0;
  while (at < file.length) {
    if (at + 27 > file.length || file.toString('latin1', at, at + 4) !== 'OggS') giveBack('twofold');
    const segments = file.subarray(at + 27, at + 27 + file[at + 26]!);
    at += 27 + segments.length + segments.reduce((sum, length) => sum + length, 0);
  }
  if (at !== file.length) giveBack('damaged');
}

/** WebM with Opus and without pictures; a recording by a browser gives no lengths to walk along. */
export function expectOpusInWebm(file: Buffer): void {
  const head = file.toString('latin1', 0, 4_096);
  if (!head.includes('webm')) giveBack('unknown');
  if (/V_(VP|AV1|MPEG)/u.test(head)) giveBack('video');
  if (!head.includes('A_OPUS')) giveBack('unknown');
}

const heic = /^(heic|heix|heim|heis|hevc|hevx|mif1|msf1|avif|avis)$/u;
const sound = /^(M4A |M4B |mp41|mp42|isom|iso[2-6]|dash|3gp[4-7])$/u;

/** Boxes of ISO/IEC 14496-12: sound only. Photos of some telephones and videos come in the same boxes. */
export function expectM4a(file: Buffer): void {
  const brand = file.toString('latin1', 8, 12);
  if (heic.test(brand)) giveBack('heic');
  const boxes = boxesOf(file);
  const movie = boxes.find(({ type }) => type === 'moov')?.content;
  if (movie?.includes('vide')) giveBack('video');
  if (!sound.test(brand) || !movie?.includes('soun') || !boxes.some(({ type }) => type === 'mdat')) giveBack('unknown');
}

function boxesOf(file: Buffer): { type: string; content: Buffer }[] {
  const boxes: { type: string; content: Buffer }[] = [];
  for (let at = 0; at < file.length; ) {
    const length = boxLength(file, at);
    const type = file.toString('latin1', at + 4, at + 8);
    if (length < 8 || at + length > file.length || !/^[ -~]{4}$/u.test(type)) giveBack('damaged');
    boxes.push({ type, content: file.subarray(at + 8, at + length) });
    at += length;
  }
  return boxes;
}

/** A length of 1 says that a longer number follows the type. */
function boxLength(file: Buffer, at: number): number {
  if (at + 16 > file.length) return at + 8 <= file.length ? file.readUInt32BE(at) : 0;
  const length = file.readUInt32BE(at);
  return length === 1 ? Number(file.readBigUInt64BE(at + 8)) : length;
}
