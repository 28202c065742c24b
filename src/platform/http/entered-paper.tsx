import type { Child } from 'hono/jsx';
import { acceptedTypes } from '#platform/files/kinds.ts';
import { fileLimits } from '#platform/files/limits.ts';
import { FILES, takeIn, type KeptFile } from '#platform/files/taking-in.ts';
import { sentWithFiles } from '#platform/http/arriving.ts';
import { sent, type Sent } from '#platform/http/body.ts';
import type { Visit } from '#platform/http/visit.ts';
import { FileField, PhotosField } from '#platform/ui/fields.tsx';
import type { FormState } from '#platform/ui/form.tsx';

/** The paper from which a record is entered, photographed along with it: words for its field of the entry form. */
export interface EnteredPaper {
  label: string;
  hint: string;
  /** Only photographs, made small on the telephone before they are sent. */
  photos?: true;
}

/** The longer side of a photograph in pixels: enough to read a notice on a wall. */
const EDGE = 1_600;

const mebibytes = (bytes: number): number => bytes / 1024 / 1024;

/** A file field that a telephone answers with its camera. */
export const PaperField = ({ paper, form }: { paper: EnteredPaper; form: FormState }): Child => (paper.photos ? (
  <PhotosField form={form} name={FILES} label={paper.label} hint={paper.hint} edge={EDGE} most={fileLimits.atOnce} />
) : (
  <FileField
    form={form} name={FILES} label={paper.label} hint={paper.hint} accept={acceptedTypes} multiple
    maxMebibytes={mebibytes(fileLimits.bytes)} maxFiles={fileLimits.atOnce} maxTotalMebibytes={mebibytes(fileLimits.sending)}
  />
));

/** Reads what an entry form sent, with photographs where it takes them; `kept` looks at these and keeps them, all or none. What arrived is gone afterwards. */
export async function receiving(visit: Visit, takesPaper: boolean, work: (body: Sent, kept: () => Promise<KeptFile[]>) => Promise<Response>): Promise<Response> {
  const type = visit.context.req.header('content-type') ?? '';
  if (!takesPaper || !type.startsWith('multipart/form-data')) return work(await sent(visit), async () => []);
  const { files: store } = visit.house;
  const body = await sentWithFiles(visit, store);
  try {
    return await work(body, () => takeIn(store, visit.county.id, body.files));
  } finally {
    await body.drop();
  }
}
