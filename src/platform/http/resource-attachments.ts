import { attach, getAttachment, withdrawFile, type Attachment } from '#platform/files/attachments.ts';
import { kindNamed } from '#platform/files/kinds.ts';
import { takeIn } from '#platform/files/taking-in.ts';
import { mayAttach, mayOpenFiles, type Recorded } from '#platform/lifecycle/lifecycle.ts';
import { Problem } from '#platform/problems.ts';
import { get } from '#platform/records/read.ts';
import { refuse } from '#platform/records/write.ts';
import { json, seeOther } from '#platform/http/answers.tsx';
import { sentFiles } from '#platform/http/arriving.ts';
import { attachmentsAsJson } from '#platform/http/attachment-views.ts';
import { sent } from '#platform/http/body.ts';
import { namedFile } from '#platform/http/disposition.ts';
import { perform } from '#platform/http/resource-acts.tsx';
import type { Resource, Surroundings } from '#platform/http/resource.tsx';
import type { ResourceViews } from '#platform/http/resource-views.tsx';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';

export interface ResourceAttachments {
  attach: Handler;
  withdraw: Handler;
  open: Handler;
}

/** The files of a record: added several at once, all or none; opened one by one; taken off with a reason. */
export function resourceAttachments<Row extends Recorded, Around extends Surroundings>(one: Resource<Row, Around>, views: ResourceViews<Row>): ResourceAttachments {
  const { declared } = one;
  const record = (visit: Visit) => look(visit, (reading) => get(reading, declared, visit.param('id')));

  const attachFiles: Handler = async (visit) => {
    refuse(mayAttach(declared, visit.actor, await record(visit))); // before anything large is read
    try {
      const { row, n } = await receiveAndAttach(visit);
      return await done(visit, row, `已添加${n}份附件。`, 201);
    } catch (error) {
      if (visit.json || !(error instanceof Problem) || error.status !== 422) throw error;
      return views.drawRecord(visit, visit.param('id'), { attaching: { values: {}, problems: error.fields }, status: 422 });
    }
  };

  async function receiveAndAttach(visit: Visit): Promise<{ row: Row; n: number }> {
    const { files: store } = visit.house;
    const body = await sentFiles(visit, store);
    try {
      const kept = await takeIn(store, visit.county.id, body.files);
      const row = await perform(visit, body, declared, (act, how) => attach(act, declared, visit.param('id'), kept, how));
      return { row, n: kept.length };
    } finally {
      await body.drop();
    }
  }

  const withdraw: Handler = async (visit) => {
    const body = await sent(visit);
    const row = await perform(visit, body, declared, (act, how) => withdrawFile(act, declared, visit.param('id'), visit.param('attachment'), how));
    return done(visit, row, '附件已撤下。');
  };

  const open: Handler = async (visit) =>
    look(visit, async (reading) => {
      const row = await get(reading, declared, visit.param('id'));
      refuse(mayOpenFiles(declared, visit.actor, row));
      return fileAnswer(visit, await getAttachment(reading, declared, row.id, visit.param('attachment')));
    });

  async function done(visit: Visit, row: Row, sentence: string, status = 200): Promise<Response> {
    if (!visit.json) return seeOther(visit, `/${declared.path}/${row.id}#attachments`, { tone: 'good', sentence });
    return json(visit, { items: await look(visit, (reading) => attachmentsAsJson(reading, declared, row)) }, status);
  }

  return { attach: attachFiles, withdraw, open };
}

/**
 * The content, as a download; pictures also in place. Whatever it is, a browser takes it for nothing else and runs nothing of it.
 * Nobody keeps a copy on the way: who may open it today may be another tomorrow.
 */
async function fileAnswer(visit: Visit, file: Attachment): Promise<Response> {
  const kind = kindNamed(file.kind);
  const shown = kind.image && visit.query.get('view') === '1';
  return new Response(await visit.house.files.open(visit.county.id, file.hash), {
    headers: {
      'content-type': kind.type,
      'content-length': String(file.bytes),
      'content-disposition': namedFile(shown ? 'inline' : 'attachment', file.name),
      'cache-control': 'no-store, private',
      'content-security-policy': "default-src 'none'; sandbox",
    },
  });
}
