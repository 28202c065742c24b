import { createHash } from 'node:crypto';
import { toDocx } from '#platform/documents/docx.ts';
import { pdfIssued } from '#platform/documents/issuing.ts';
import { withSecondHead, type OfficialPaper } from '#platform/documents/model.ts';
import { json, page } from '#platform/http/answers.tsx';
import { paperAnswer } from '#platform/http/paper-answer.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { Problem } from '#platform/problems.ts';
import { get, isId } from '#platform/records/read.ts';
import { askedOf, lookAt } from '#reports/asked.ts';
import { seesWholeCounty } from '#reports/facts.ts';
import type { Declared } from '#reports/declared.ts';
import { fileAnswer, issuedAnswer } from '#reports/issued.ts';
import { isKind, kindLabels, type Kind } from '#reports/wording/paper-kinds.ts';
import { plainly } from '#reports/quoting/plain.ts';
import { templatesInUse } from '#reports/templates/facts.ts';
import { SpeechPage } from '#reports/speech/page.tsx';
import { frozenPaper } from '#reports/speech/paper.ts';
import { pinnedQuery } from '#reports/speech/pinned.ts';
import { isFrozen, speech as speechRecord, type SpeechGiven } from '#reports/speech/record.ts';
import { RestatementPage } from '#reports/speech/restatement-page.tsx';
import { restatedSince } from '#reports/speech/restating.ts';
import { writeSpeech, type Speech, type SpeechAsked } from '#reports/speech/speech.ts';

const parameters = ['from', 'to', 'asof', 'kind', 'template', 'version'];
const query = parameters.map((name) => ({ name, in: 'query', schema: name === 'kind' ? { type: 'string', enum: Object.keys(kindLabels) } : { type: 'string' } }));

export function mountSpeech(site: Site, declared: Declared): void {
  site.add({ method: 'GET', path: '/speech', handle: shown(declared), api: { summary: '发言材料等文书：文字、引用的数字和判断', tag: '发言材料', query } });
  site.add({ method: 'GET', path: '/speech.docx', handle: async (visit) => paperAnswer(visit, (await composed(visit, declared, speechAsked(visit))).paper) });
  site.add({ method: 'GET', path: '/speeches/:id/paper.docx', handle: printed(declared) });
  site.add({ method: 'GET', path: '/speeches/:id/restatement', handle: restated(declared), api: { summary: '更正核对表：定稿里的哪些数字现在变了、为什么', tag: speechRecord.title } });
}

function speechAsked(visit: Visit): SpeechAsked {
  const template = visit.query.get('template') || undefined;
  const version = visit.query.get('version') || undefined;
  if (template && !isId(template)) throw new Problem(404, 'no_template', '没有这份模板，请从“发言材料”页重新选择。');
  if (version && !/^[1-9]\d{0,8}$/.test(version)) throw new Problem(400, 'bad_version', '模板的版本号要写成数字。');
  if (!seesWholeCounty(visit.actor)) throw new Problem(403, 'not_yours', '发言材料由县政协办公室和县里的负责同志查看，您不在其中。本联络委的统计在“数字与判断”里。');
  const { from, to, asOf } = askedOf(visit);
  return { from, to, asOf, kind: kindAsked(visit), template, version: version ? Number(version) : undefined };
}

function kindAsked({ query }: Visit): Kind | undefined {
  const asked = query.get('kind') || undefined;
  if (asked === undefined || isKind(asked)) return asked;
  throw new Problem(404, 'no_kind', '没有这个文种，请从列表中重新选择。');
}

const shown = (declared: Declared): Handler => async (visit) => {
  const asked = speechAsked(visit);
  return lookAt(visit, asked, async (standing) => {
    const speech = await writeSpeech(standing, declared, visit.county, asked);
    if (visit.json) return json(visit, plainSpeech(asked, speech));
    const templates = (await templatesInUse(standing.reading, speech.wording.kind)).map(({ id, name }) => ({ value: id, label: name }));
    return page(visit, <SpeechPage frame={frameOf(visit)} asked={asked} speech={speech} templates={templates} mayKeep={holds(visit.actor, 'county_office')} />);
  });
};

function plainSpeech(asked: SpeechAsked, speech: Speech) {
  const { quotes, paper, wording } = speech;
  const pinned = pinnedQuery(asked, speech).toString();
  return {
    from: asked.from, to: asked.to, as_of: speech.at.toISOString(), kind: wording.kind,
    template: wording.id ? { id: wording.id, version: wording.version, name: wording.name } : null,
    title: paper.title, blocks: paper.blocks, remarks: speech.remarks, docx: `/speech.docx?${pinned}`,
    ...plainly({
      figures: quotes.filter((quote) => quote.kind === 'figure'),
      ratios: quotes.filter((quote) => quote.kind === 'ratio'),
      claims: quotes.filter((quote) => quote.kind === 'claim'),
    }),
  };
}

const composed = (visit: Visit, declared: Declared, asked: SpeechAsked): Promise<Speech> =>
  lookAt(visit, asked, (standing) => writeSpeech(standing, declared, visit.county, asked));

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A draft as it stands; of what was issued the very file that was kept. */
const printed = (declared: Declared): Handler => async (visit) => {
  const isPdf = visit.path.endsWith('.pdf');
  const [row, kept] = await look(visit, async (reading) => {
    const one = await get<SpeechGiven>(reading, speechRecord, visit.param('id'));
    return [one, isPdf ? await pdfIssued(reading, speechRecord, one.id, one.sha256) : one.sha256] as const;
  });
  if (!isFrozen(row)) return printedAgain(visit, declared, row);
  if (!row.sha256) return paperAnswer(visit, frozenPaper(row).paper);
  const file = await issuedAnswer(visit, kept, row.title, isPdf ? 'pdf' : 'docx');
  if (file) return file;
  return isPdf ? paperAnswer(visit, frozenPaper(row).paper) : sameAgain(withSecondHead(frozenPaper(row).paper, visit.county), row);
};

/** One that was given out without its sentences: made again from the records of its moment, and refused when it would not be the same. */
async function printedAgain(visit: Visit, declared: Declared, given: SpeechGiven): Promise<Response> {
  const asked: SpeechAsked = { from: given.from_on, to: given.to_on, asOf: given.as_of, template: given.template_id, version: given.template_version };
  return sameAgain((await composed(visit, declared, asked)).paper, given);
}

/** Made anew, and given only when it is the same to the byte as what was given out. */
async function sameAgain(paper: OfficialPaper, given: SpeechGiven): Promise<Response> {
  const bytes = await toDocx(paper);
  if (sha256(bytes) !== given.sha256) {
    const sentence = '按当时的记录重新生成的文件与定稿时不完全一样，可能是系统升级后版式或指标定义有变。请使用当时下载留存的文件；也可以从“发言材料”页按同样的范围和时刻另出一份。';
    throw new Problem(409, 'not_the_same', sentence);
  }
  return fileAnswer(new Uint8Array(bytes), given.title, 'docx');
}

const restated = (declared: Declared): Handler => async (visit) => look(visit, async (reading) => {
  const row = await get<SpeechGiven>(reading, speechRecord, visit.param('id'));
  if (!isFrozen(row) || !row.given_on) throw new Problem(409, 'not_given', '更正核对表只有定稿以后才有。还没有定稿的，看文稿页上的核对单。');
  const changes = await restatedSince(reading, declared, row);
  if (visit.json) return json(visit, { id: row.id, title: row.title, as_of: row.as_of.toISOString(), given_on: row.given_on, changes });
  return page(visit, <RestatementPage frame={frameOf(visit)} row={row} changes={changes} />);
});
