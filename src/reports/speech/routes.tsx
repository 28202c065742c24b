import { createHash, randomUUID } from 'node:crypto';
import { docxType, toDocx } from '#platform/documents/docx.ts';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { requestId, sent } from '#platform/http/body.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { Problem, Repeated } from '#platform/problems.ts';
import { transact } from '#platform/records/act.ts';
import { get, isId } from '#platform/records/read.ts';
import { create } from '#platform/records/write.ts';
import { askedOf, lookAt } from '#reports/asked.ts';
import { seesWholeCounty } from '#reports/facts.ts';
import type { Declared } from '#reports/declared.ts';
import { plainly } from '#reports/plain.ts';
import { customaryTemplate, templatesInUse } from '#reports/templates/facts.ts';
import { speechTemplate } from '#reports/templates/record.ts';
import { speech as speechRecord, type SpeechGiven } from '#reports/speech/record.ts';
import { writeSpeech, type Speech, type SpeechAsked } from '#reports/speech/speech.ts';
import { pinnedQuery } from '#reports/speech/pinned.ts';
import { SpeechPage } from '#reports/speech/page.tsx';

const parameters = ['from', 'to', 'asof', 'template', 'version'];
const query = parameters.map((name) => ({ name, in: 'query', schema: { type: 'string' } }));

export function mountSpeech(site: Site, declared: Declared): void {
  site.add({ method: 'GET', path: '/speech', handle: shown(declared), api: { summary: '发言材料：文字、引用的数字和判断', tag: '发言材料', query } });
  site.add({ method: 'GET', path: '/speech.docx', handle: (visit) => written(visit, declared, speechAsked(visit)) });
  site.add({ method: 'POST', path: '/speeches', handle: kept(declared) });
  site.add({ method: 'GET', path: '/speeches/:id/file', handle: printedAgain(declared) });
}

function speechAsked(visit: Visit): SpeechAsked {
  const template = visit.query.get('template') || undefined;
  const version = visit.query.get('version') || undefined;
  if (template && !isId(template)) throw new Problem(404, 'no_template', '没有这份模板，请从“发言材料”页重新选择。');
  if (version && !/^[1-9]\d{0,8}$/.test(version)) throw new Problem(400, 'bad_version', '模板的版本号要写成数字。');
  if (!seesWholeCounty(visit.actor)) throw new Problem(403, 'not_yours', '发言材料由县政协办公室和县里的负责同志查看，您不在其中。本联络委的统计在“数字与判断”里。');
  const { from, to, asOf } = askedOf(visit);
  return { from, to, asOf, template, version: version ? Number(version) : undefined };
}

const shown = (declared: Declared): Handler => async (visit) => {
  const asked = speechAsked(visit);
  return lookAt(visit, asked, async (standing) => {
    const speech = await writeSpeech(standing, declared, visit.county, asked);
    if (visit.json) return json(visit, plainSpeech(asked, speech));
    const templates = (await templatesInUse(standing.reading)).map(({ id, name }) => ({ value: id, label: name }));
    const content = (
      <SpeechPage
        frame={frameOf(visit)}
        asked={asked}
        speech={speech}
        templates={templates}
        mayKeep={holds(visit.actor, 'county_office')}
        requestId={randomUUID()}
      />
    );
    return page(visit, content);
  });
};

function plainSpeech(asked: SpeechAsked, speech: Speech) {
  const { quotes, paper, wording } = speech;
  const pinned = pinnedQuery(asked, speech).toString();
  return {
    from: asked.from, to: asked.to, as_of: speech.at.toISOString(),
    template: wording.id ? { id: wording.id, version: wording.version, name: wording.name } : null,
    title: paper.title, blocks: paper.blocks, remarks: speech.remarks, docx: `/speech.docx?${pinned}`,
    ...plainly({
      figures: quotes.filter((quote) => quote.kind === 'figure'),
      ratios: quotes.filter((quote) => quote.kind === 'ratio'),
      claims: quotes.filter((quote) => quote.kind === 'claim'),
    }),
  };
}

/** The speech as asked for, written and laid out. */
async function composed(visit: Visit, declared: Declared, asked: SpeechAsked): Promise<{ speech: Speech; bytes: Uint8Array }> {
  const speech = await lookAt(visit, asked, (standing) => writeSpeech(standing, declared, visit.county, asked));
  return { speech, bytes: await toDocx(speech.paper) };
}

async function written(visit: Visit, declared: Declared, asked: SpeechAsked): Promise<Response> {
  const { speech, bytes } = await composed(visit, declared, asked);
  return file(bytes, speech.paper.title);
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** 定稿. The county's first one also keeps the customary wording as a template of its own, so that it stays as it was. */
const kept = (declared: Declared): Handler => async (visit) => {
  const body = await sent(visit);
  const request = requestId(visit, body);
  const asked = speechAsked({ ...visit, query: new URLSearchParams(parameters.map((name): [string, string] => [name, body.text(name) ?? ''])) });
  if (!holds(visit.actor, 'county_office')) throw new Problem(403, 'not_yours', '发言材料由县政协办公室定稿，您不在其中。');
  const first = await composed(visit, declared, asked);
  const wording = first.speech.wording.id ? first.speech.wording : await transact(visit.house, visit.actor, null, (act) => create(act, speechTemplate, customaryTemplate));
  const pinned: SpeechAsked = { ...asked, asOf: first.speech.at, template: wording.id, version: wording.version };
  const { speech, bytes } = first.speech.wording.id ? first : await composed(visit, declared, pinned);
  try {
    const row = await transact(visit.house, visit.actor, request, (act) => create<SpeechGiven>(act, speechRecord, {
      title: speech.paper.title.replaceAll('\n', ''), template_id: wording.id, template_version: wording.version,
      from_on: asked.from, to_on: asked.to, as_of: speech.at, sha256: sha256(bytes), person_id: visit.actor.personId,
    }));
    return seeOther(visit, `/speeches/${row.id}`, { tone: 'good', sentence: '已定稿存档。以后可以在这里原样再印。' });
  } catch (error) {
    if (error instanceof Repeated) return seeOther(visit, `/speeches/${error.id}`);
    throw error;
  }
};

/** The file that was given out, made again from the records of its moment; refused when it would not be the same. */
const printedAgain = (declared: Declared): Handler => async (visit) => {
  const given = await look(visit, (reading) => get(reading, speechRecord, visit.param('id')));
  const asked: SpeechAsked = { from: given.from_on, to: given.to_on, asOf: given.as_of, template: given.template_id, version: given.template_version };
  const { speech, bytes } = await composed(visit, declared, asked);
  if (sha256(bytes) !== given.sha256) {
    const sentence = '按当时的记录重新生成的文件与定稿时不完全一样，可能是系统升级后版式或指标定义有变。请使用当时下载留存的文件；也可以从“发言材料”页按同样的范围和时刻另出一份。';
    throw new Problem(409, 'not_the_same', sentence);
  }
  return file(bytes, speech.paper.title);
};

function file(bytes: Uint8Array, title: string): Response {
  const name = `${title.replaceAll('\n', '')}.docx`;
  return new Response(new Uint8Array(bytes), {
    headers: { 'content-type': docxType, 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`, 'cache-control': 'no-store' },
  });
}
