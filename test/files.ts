import { zipSync } from 'fflate';
import sharp from 'sharp';

/** Files as they arrive, made by code: honest ones of every kind, and such as are made to do harm. */

export const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

export const pdf = (body = 'paper'): Buffer => latin(`%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\n% ${body}\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n`);

/** What a telephone writes beside the picture, to be looked for afterwards. */
export const PLACE = 'GPS-26.5837N-109.1234E';

/** A photo that says where it was taken, with which device, and that it is to be turned. */
export const photo = async (width = 320, height = 200): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#88a' } })
    .jpeg()
    .withExif({ IFD0: { Make: 'MARK-OF-THE-PHONE', ImageDescription: PLACE }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '26/1 35/1 1/1', GPSAreaInformation: PLACE } })
    .withMetadata({ orientation: 6 })
    .toBuffer();

export const png = (width = 40, height = 30): Promise<Buffer> => sharp({ create: { width, height, channels: 3, background: '#485' } }).png().toBuffer();
export const webp = (): Promise<Buffer> => sharp({ create: { width: 40, height: 30, channels: 3, background: '#485' } }).webp().toBuffer();

const mainPart = {
  docx: ['word/document.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'],
  xlsx: ['xl/workbook.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'],
  pptx: ['ppt/presentation.xml', 'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml'],
} as const;

const text = (content: string): Uint8Array => Buffer.from(content, 'utf8');

export function officeFile(kind: keyof typeof mainPart, more: Record<string, Uint8Array> = {}, type: string = mainPart[kind][1]): Buffer {
  const [name] = mainPart[kind];
  return Buffer.from(zipSync({ '[Content_Types].xml': text(`<Types><Override PartName="/${name}" ContentType="${type}"/></Types>`), [name]: text('<w:document/>'), ...more }));
}

export const ofd = (): Buffer => Buffer.from(zipSync({ 'OFD.xml': text('<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016" Version="1.0"/>'), 'Doc_0/Document.xml': text('<ofd:Document/>') }));

/** A document of a few kB whose part unpacks to so many MB and claims to be small. */
export function bombDocx(mebibytes: number, claimed?: number): Buffer {
  const file = officeFile('docx', { 'word/media/x.xml': Buffer.alloc(mebibytes * 1024 * 1024) });
  if (claimed !== undefined) for (let at = file.indexOf(latin('PK\x01\x02')); at >= 0; at = file.indexOf(latin('PK\x01\x02'), at + 4)) file.writeUInt32LE(claimed, at + 24);
  return file;
}

/** A compound file (MS-CFB) whose directory has these entries. */
export function compound(...names: string[]): Buffer {
  const file = Buffer.alloc(512 * 8);
  latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1').copy(file);
  file.writeUInt16LE(9, 30); // sectors of 512 bytes
  file.writeUInt32LE(1, 48); // the directory begins in sector 1
  file.writeUInt32LE(0, 76); // sector 0 is the allocation table
  for (let n = 0; n < 7; n += 1) file.writeUInt32LE(0xfffffffe, 512 + n * 4);
  ['Root Entry', ...names].forEach((name, n) => {
    const at = 1024 + n * 128;
    file.write(name, at, 'utf16le');
    file.writeUInt16LE(name.length * 2 + 2, at + 64);
  });
  return file;
}

const box = (type: string, content: Buffer): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, content]);
};

export const boxes = (brand: string, track: 'soun' | 'vide'): Buffer =>
  Buffer.concat([box('ftyp', latin(`${brand}\0\0\0\0`)), box('moov', box('trak', box('hdlr', latin(`\0\0\0\0\0\0\0\0${track}`)))), box('mdat', Buffer.alloc(64, 1))]);

/** Frames of MPEG 1 layer III, 128 kbit/s at 44,100 Hz: 417 bytes each. */
export const mp3 = (frames = 5): Buffer => Buffer.concat(Array.from({ length: frames }, () => Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), Buffer.alloc(413, 0x55)])));

export function ogg(): Buffer {
  const page = (content: Buffer) => Buffer.concat([latin('OggS\0'), Buffer.alloc(21), Buffer.from([1, content.length]), content]);
  return Buffer.concat([page(latin('OpusHead\x01\x01')), page(Buffer.alloc(80, 3))]);
}

export const webm = (codec = 'A_OPUS'): Buffer => latin(`\x1a\x45\xdf\xa3\x84\x42\x82webm\x18\x53\x80\x67${codec}`);

/** A zip with one part of any name, deflated. */
export const zipOf = (name: string, content: string): Buffer => Buffer.from(zipSync({ [name]: text(content) }));

