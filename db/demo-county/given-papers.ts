import { claims, figures, ratios } from '#county.ts';
import type { Act } from '#platform/records/act.ts';
import { create, edit, take, type Effect } from '#platform/records/write.ts';
import type { Kind } from '#reports/wording/paper-kinds.ts';
import { stockSentence } from '#reports/sentences/record.ts';
import { actionsFor } from '#reports/speech/actions.ts';
import { findingsOn, seenAs } from '#reports/speech/findings.ts';
import { speech, type Frozen, type SpeechGiven } from '#reports/speech/record.ts';
import { dayIn, later, type Life } from './life.ts';

const declared = { figures, ratios, claims };
const { enter, effects } = actionsFor(declared);
const given = effects as unknown as Record<string, Effect<SpeechGiven>>;

const written = (body: string): string => body.replace(/^（请[^\n]*$/gmu, '下一阶段，请各联络委把没有办结的事项列出清单，逐项办到有回音。');

/** The half-year's circular was issued and, after entries that came late, issued again; a report is being written, and the office has a sentence of its own. */
export function givenPapers(life: Life): void {
  const { year, office, on } = life;
  const half = { from_on: `${year}-01-01`, to_on: `${year}-06-30` };
  const day = dayIn(year, 7, 10);
  let circular: SpeechGiven;
  issue(life, day, { kind: 'opinion_circular', ...half }, (row) => void (circular = row));
  life.on(later(day, 12), office, async (act) => {
    const next = await enter(act, { kind: 'opinion_circular', ...half, corrects_id: circular.id, correction: '原件印发后，有的联络委补登了六月的民情，本件按补登后的记录更正有关数字。' }, {});
    await sign(act, next);
    await take<SpeechGiven>(act, speech, next.id, 'give', { effect: given['give'] });
  });
  on(dayIn(year, 10, 9), office, (act) => enter(act, { kind: 'report', from_on: `${year}-01-01`, to_on: `${year}-09-30` }, {}));
  on(dayIn(year, 3, 4), office, (act) => create(act, stockSentence, { chapter: 'opinions', words: '[[群众反映的事情{matters_received}件，件件有登记、有去向。]]' }));
}

function issue({ on, office }: Life, day: string, content: { kind: Kind; from_on: string; to_on: string }, then: (row: SpeechGiven) => void): void {
  let row: SpeechGiven;
  on(day, office, async (act) => {
    const first = await enter(act, content, {});
    row = await edit<SpeechGiven>(act, speech, first.id, undefined, { body: written(first.body!) });
  });
  on(later(day, 2), office, (act) => sign(act, row));
  on(later(day, 3), office, async (act) => then(await take<SpeechGiven>(act, speech, row.id, 'give', { effect: given['give'] })));
}

const sign = async (act: Act, row: SpeechGiven): Promise<SpeechGiven> =>
  take<SpeechGiven>(act, speech, row.id, 'check', { effect: given['check'], input: { looked: true, seen: seenAs(await findingsOn(act, declared, row as Frozen)) } });
