import { ownCommittee } from '#institutions/facts.ts';
import { attachIssued } from '#platform/documents/issuing.ts';
import { withSecondHead } from '#platform/documents/model.ts';
import type { PaperSource } from '#platform/documents/source.ts';
import { holds } from '#platform/identity/actor.ts';
import { invalid } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { find } from '#platform/records/read.ts';
import { create, type Circumstances, type Effect, type Values } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { secretMark, secretSentence } from '#platform/secret-marks.ts';
import { secondHeadNow } from '#plans/facts.ts';
import { titleOfPaper } from '#reports/papers/outgoing/paper.ts';
import { numbered, released, voided, type NumberAsked } from '#reports/papers/numbering.ts';
import { outgoingPaper, type OutgoingPaper } from '#reports/papers/outgoing/record.ts';
import { paperFor, type Issuing } from '#reports/papers/outgoing/printing.ts';

/** What needs the sources and the county's name. */
export const actionsWith = (issuing: Issuing) => ({
  /** A committee's people draft in its name; a paper made of a record takes its title from there. */
  async enter(act: Act, values: Values<OutgoingPaper>, how: Circumstances): Promise<OutgoingPaper> {
    const entered = { ...values, committee_id: values.committee_id ?? committeeOf(act) };
    const taken = await takenFrom(act, issuing, entered);
    expectNoSecret({ ...entered, ...taken });
    return create<OutgoingPaper>(act, outgoingPaper, { ...entered, ...taken, drafted_on: dayOf(act.at), drafted_by: values.drafted_by ?? null }, how);
  },

  async correct(act: Act, row: OutgoingPaper, values: Values<OutgoingPaper>): Promise<Values<OutgoingPaper>> {
    const taken = await takenFrom(act, issuing, { ...row, ...values });
    expectNoSecret({ ...row, ...values, ...taken });
    return { ...values, ...taken };
  },

  effects: {
    check: doneOnPaper('checked_on'),
    sign: doneOnPaper('signed_on'),
    number: async (act: Act, row, { code, year, serial }: Partial<NumberAsked>) => {
      if (row.serial) return {};
      if (!code || !year) throw invalid({ ...(code ? {} : { code: '请填写机关代字。' }), ...(year ? {} : { year: '请填写年份。' }) });
      return numbered(act, { code, year, serial });
    },
    reserve: (act: Act, _row, input: NumberAsked) => numbered(act, input),
    release: (act: Act, row) => released(act, row),
    seal: doneOnPaper('sealed_on'),
    send: async (act: Act, row, input: Values<OutgoingPaper>) => {
      const sent = { ...row, ...(await doneOnPaper('sent_on')(act, row, input)) };
      return { ...input, sha256: await keepAsSent(act, issuing, sent) };
    },
    file: doneOnPaper('filed_on'),
    void: (act: Act, row) => voided(act, row),
  } satisfies Partial<Record<string, Effect<OutgoingPaper>>>,
});

const committeeOf = ({ actor }: Act): string | undefined => (holds(actor, 'county_office') ? undefined : ownCommittee(actor));

/** What is done on paper is entered afterwards, as it stands there. */
const doneOnPaper = (day: 'checked_on' | 'signed_on' | 'sealed_on' | 'sent_on' | 'filed_on') => async (act: Act, _row: OutgoingPaper, input: Values<OutgoingPaper>): Promise<Values<OutgoingPaper>> => {
  if (input[day]! > dayOf(act.at)) throw invalid({ [day]: '这一天还没有到，请核对日期。' });
  return input;
};

async function takenFrom(act: Act, { sources, countyOf }: Issuing, { source_id, title }: Values<OutgoingPaper>): Promise<Values<OutgoingPaper>> {
  if (!source_id) {
    if (!title) throw invalid({ title: '请填写标题，或选一份系统里已有的材料。' });
    return { source_record: null };
  }
  const source = await sourceHolding(act, sources, source_id);
  if (!source) throw invalid({ source_id: '没有这份材料，请从列表中重新选择。' });
  return { source_record: source.declared.name, title: title ?? titleOfPaper(await source.paperOf(act, source_id, await countyOf(act))) };
}

/** Ids are unique among all records, so the id alone says which kind it is. */
async function sourceHolding(reading: Reading, sources: readonly PaperSource[], id: string): Promise<PaperSource | undefined> {
  for (const source of sources) if (await find(reading, source.declared, id)) return source;
  return undefined;
}

function expectNoSecret({ title, body }: Values<OutgoingPaper>): void {
  for (const [field, text] of Object.entries({ title, body })) {
    const mark = text && secretMark(text);
    if (mark) throw invalid({ [field]: secretSentence(mark) });
  }
}

/** What was sent is attached as the files that it was, and given back as these: later changes of what it was made from do not reach it. */
async function keepAsSent(act: Act, issuing: Issuing, row: OutgoingPaper): Promise<string> {
  const paper = withSecondHead(await paperFor(act, issuing, row), { ...(await issuing.countyOf(act)), secondHead: await secondHeadNow(act) });
  return attachIssued(act, outgoingPaper, row.id, { title: row.title, paper }, { pdf: true });
}
