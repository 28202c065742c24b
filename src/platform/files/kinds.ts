import { compoundKind } from '#platform/files/content/compound.ts';
import { officeKind } from '#platform/files/content/office.ts';
import { expectWholePdf } from '#platform/files/content/pdf.ts';
import { expectPlainText } from '#platform/files/content/plain-text.ts';
import { giveBack } from '#platform/files/content/refusals.ts';
import { expectM4a, expectMp3, expectOpusInOgg, expectOpusInWebm } from '#platform/files/content/sound.ts';
import { endsAsZip } from '#platform/files/content/zip.ts';

export interface Kind {
  label: string;
  /** Media type with which it is sent out. */
  type: string;
  /** Endings that its name may have; the first is given to names that have none of them. */
  endings: readonly [string, ...string[]];
  /** Re-encoded when it arrives, and shown on the page. */
  image?: true;
}

const office = 'application/vnd.openxmlformats-officedocument';

/** What may be attached: the papers of an office, photos, voice recordings. */
export const kinds = {
  pdf: { label: 'PDF', type: 'application/pdf', endings: ['pdf'] },
  jpeg: { label: '图片', type: 'image/jpeg', endings: ['jpg', 'jpeg'], image: true },
  png: { label: '图片', type: 'image/png', endings: ['png'], image: true },
  webp: { label: '图片', type: 'image/webp', endings: ['webp'], image: true },
  docx: { label: 'Word 文档', type: `${office}.wordprocessingml.document`, endings: ['docx'] },
  xlsx: { label: 'Excel 表格', type: `${office}.spreadsheetml.sheet`, endings: ['xlsx'] },
  pptx: { label: 'PPT 演示', type: `${office}.presentationml.presentation`, endings: ['pptx'] },
  doc: { label: 'Word、WPS 文字', type: 'application/msword', endings: ['doc', 'wps'] },
  xls: { label: 'Excel、WPS 表格', type: 'application/vnd.ms-excel', endings: ['xls', 'et'] },
  ppt: { label: 'PPT、WPS 演示', type: 'application/vnd.ms-powerpoint', endings: ['ppt', 'dps'] },
  ofd: { label: 'OFD 版式文件', type: 'application/ofd', endings: ['ofd'] },
  text: { label: '纯文本', type: 'text/plain', endings: ['txt', 'csv'] },
  m4a: { label: '录音', type: 'audio/mp4', endings: ['m4a', 'mp4'] },
  mp3: { label: '录音', type: 'audio/mpeg', endings: ['mp3'] },
  ogg: { label: '录音', type: 'audio/ogg', endings: ['ogg', 'opus', 'oga'] },
  webm: { label: '录音', type: 'audio/webm', endings: ['webm', 'weba'] },
} as const satisfies Record<string, Kind>;

export type KindName = keyof typeof kinds;
export type ImageKind = { [K in KindName]: (typeof kinds)[K] extends { image: true } ? K : never }[KindName];

export const kindNamed = (name: string): Kind => kinds[name as KindName];

/** What a file field offers to choose; `image/*` makes a telephone offer its camera. */
export const acceptedTypes: string = ['image/*', ...Object.values<Kind>(kinds).flatMap(({ endings, image }) => (image ? [] : endings.map((ending) => `.${ending}`)))].join(',');

/**
 * What the content is, by its first bytes and inner structure; neither its name nor the browser is asked.
 * Images are only recognised here: what is wrong in them does not survive re-encoding (images.ts).
 * @throws FileRefused with a sentence for everything else
 */
export async function kindOf(file: Buffer): Promise<KindName> {
  if (file.length === 0) return giveBack('empty');
  const image = imageKind(file);
  if (image) return image;
  const kind = await kindByStructure(file);
  expectOneMeaning(file, kind);
  return kind;
}

const beginsWith = (file: Buffer, sign: string, at = 0): boolean => file.toString('latin1', at, at + sign.length) === sign;

export function imageKind(file: Buffer): ImageKind | undefined {
  if (beginsWith(file, '\xff\xd8\xff')) return 'jpeg';
  if (beginsWith(file, '\x89PNG\r\n\x1a\n')) return 'png';
  return beginsWith(file, 'RIFF') && beginsWith(file, 'WEBP', 8) ? 'webp' : undefined;
}

/** By sign: what the rest must then be. */
async function kindByStructure(file: Buffer): Promise<KindName> {
  const held = (kind: KindName, expectation: (file: Buffer) => void): KindName => {
    expectation(file);
    return kind;
  };
  if (beginsWith(file, '%PDF-')) return held('pdf', expectWholePdf);
  if (beginsWith(file, 'PK\x03\x04')) return officeKind(file);
  if (beginsWith(file, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return compoundKind(file);
  if (beginsWith(file, 'ftyp', 4)) return held('m4a', expectM4a);
  if (beginsWith(file, 'OggS')) return held('ogg', expectOpusInOgg);
  if (beginsWith(file, '\x1a\x45\xdf\xa3')) return held('webm', expectOpusInWebm);
  if (beginsWith(file, 'ID3') || (file[0] === 0xff && file[1]! >>> 5 === 7)) return held('mp3', expectMp3);
  return held('text', expectPlainText);
}

/** As many bytes as a browser looks at to guess what it got (MIME Sniffing Standard, resource header). */
const LOOKED_AT = 1_445;
const markup = /<(?:!doctype\s+html|html|head|body|script|iframe|svg|\?php)\b/iu;

/** A file that begins or ends like another is made to be taken for that other. */
function expectOneMeaning(file: Buffer, kind: KindName): void {
  const start = file.toString('latin1', 0, LOOKED_AT);
  const end = file.toString('latin1', Math.max(0, file.length - LOOKED_AT));
  if (markup.test(start) || markup.test(end)) giveBack('web');
  const isZip = ['docx', 'xlsx', 'pptx', 'ofd'].includes(kind);
  if ((!isZip && endsAsZip(file)) || (kind !== 'pdf' && start.includes('%PDF-'))) giveBack('twofold');
}
