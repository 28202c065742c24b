import { v7 as uuidv7 } from 'uuid';
import { committeeDirectory, memberDirectory, unitDirectory } from '#institutions/facts.ts';
import { choice, day, reference, references } from '#platform/fields.ts';
import { resolveRows } from '#platform/importing/resolving.ts';
import { standingBy } from '#platform/importing/standing.ts';
import { newColumns, type ImportTarget, type ResolvedRow } from '#platform/importing/target.ts';
import type { Recorded } from '#platform/lifecycle/lifecycle.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { numberUsed } from '#platform/records/numbers.ts';
import { amend, createMany } from '#platform/records/write.ts';
import { linked, numberedIn, type Numbered, type Pointing } from '#duties/proposals/linking.ts';
import { nextSerial, numberSeries, serialSeries, sessionNow } from '#duties/proposals/numbers.ts';
import { expectIndependent } from '#duties/proposals/ratings/independence.ts';
import { proposal, proposalFields, type Proposal } from '#duties/proposals/record.ts';
import { register, type RegisterValues } from '#duties/proposals/register.ts';
import { dispositions, ratings, results } from '#duties/proposals/words.ts';
import { cut } from '#duties/proposals/drafting/submitting.ts';
import { alignedWith, keptBy, outgoingColumns, type Told } from '#duties/proposals/register-out.ts';
import { dispositionTold, proposerTold, resultTold, signersTold, stateTold } from '#duties/proposals/register-rows.ts';

/** `told` and `written` are no columns: the state that the register tells, for bringing a standing record forward, and the co-signers as it names them. */
type Columns = Told;

async function resolve(reading: Reading, rows: Parameters<ImportTarget['resolve']>[1]): Promise<ResolvedRow[]> {
  const [committees, units, members] = [await committeeDirectory(reading), await unitDirectory(reading), await memberDirectory(reading)];
  const now = await sessionNow(reading);
  const resolved = resolveRows(register, rows, (values, row) => {
    const { term, session } = values.session ?? now;
    if (!values.session) row.remark('session', 'info', `表里没有写届次，按${term}届${session}次录入。`);
    row.assume({ state: stateTold(values), public_ok: false, time_class: 'ordinary', round: 1 });
    const who = proposerTold(values.proposer!, members);
    const written = signersTold((values.cosigners ?? []).filter((name) => name !== values.proposer), members);
    const unsure = who.sameName > 1 ? `名册中有${who.sameName}位“${values.proposer}”，没有对上是哪一位。录入后请在提案页选定。` : who.known ? undefined : `名册中没有“${values.proposer}”，按表上的姓名录入。`;
    if (unsure) row.remark('proposer', who.sameName > 1 ? 'check' : 'info', unsure);
    if (written.other_cosigners.length > 0) row.remark('cosigners', 'info', `名册中没有对上：${written.other_cosigners.join('、')}。按表上的姓名录入。`);
    const unitsTold = (field: 'assisting' | 'separate', told: readonly string[]): string[] => [...new Set(told.map((name) => row.id(field, name, units) ?? ''))].filter(Boolean);
    const columns: Columns = {
      told: stateTold(values),
      term, session, title: values.title!, proposer_name: values.proposer!, member_id: who.member_id,
      proposer_kind: who.proposer_kind === 'member' && values.cosigners ? 'joint' : who.proposer_kind,
      ...(values.cosigners ? { ...written, written: values.cosigners } : {}),
      ...plainColumns(values),
      committee_id: row.id('committee', values.committee, committees, 'check'),
      lead_unit_id: row.id('lead', values.lead, units),
      ...(values.assisting ? { assisting_ids: unitsTold('assisting', values.assisting) } : {}),
      ...(values.separate ? { separate_ids: unitsTold('separate', values.separate) } : {}),
    };
    return columns;
  });
  return checkNumbers(resolved, await numberedIn(reading, resolved.map(({ columns }) => columns as Columns as Pointing)));
}

const plainColumns = (values: RegisterValues): Partial<Proposal> => ({
  proposal_no: values.proposal_no,
  serial_no: values.serial_no,
  category: values.category,
  ...(values.time_class ? { time_class: values.time_class } : {}),
  submitted_on: values.submitted?.day ?? null,
  ...(values.submitted ? { precision: values.submitted.precision } : {}),
  situation: values.situation,
  advice: values.advice,
  disposition: dispositionTold(values),
  merged_into_no: values.review === 'merged' ? values.merged_into_no : null,
  due_on: values.due?.day ?? null,
  replied_on: values.replied?.day ?? null,
  letter: values.letter,
  result: resultTold(values),
  rating_result: values.rating_result,
  rating_work: values.rating_work,
  closed_on: values.closed_on?.day ?? null,
  key_since: values.key || values.key_led_by ? (values.submitted?.day ?? null) : null,
  key_led_by: values.key_led_by,
});

const samePaper = (a: Columns, b: Numbered): boolean => a.title === b.title && a.proposer_name === b.proposer_name;

/** A number is given once; and 并入n号 must point to one that is there. The row comes in either way, the clerk is told. */
function checkNumbers(rows: ResolvedRow[], standing: readonly Numbered[]): ResolvedRow[] {
  const taken = new Map<string, string>();
  for (const row of rows) {
    const columns = row.columns as Columns;
    for (const [field, word] of [['proposal_no', '提案号'], ['serial_no', '流水号']] as const) {
      const number = columns[field];
      if (!number) continue;
      const key = field === 'serial_no' ? `${serialSeries(columns as Proposal)}/${number}` : `${numberSeries({ ...(row.assumed as unknown as Proposal), ...columns } as Proposal)}/${number}`;
      const other = taken.get(key) ?? standing.find((one) => one[field] === number && sameSeries(field, one, { ...row.assumed, ...columns } as Proposal) && !samePaper(columns, one))?.title;
      if (other) {
        row.problems.push({ field, level: 'check', sentence: `${word}${number}已经是“${other}”的，没有重复使用。请核对。` });
        columns[field] = null;
      } else taken.set(key, columns.title!);
    }
  }
  const numbers = new Set([...standing, ...rows.map(({ columns }) => columns as Columns)].map((one) => `${one.term}/${one.session}/${one.proposal_no}`));
  for (const row of rows) {
    const { merged_into_no: into, term, session, proposal_no: own, disposition } = row.columns as Columns;
    if (into && (into === own || !numbers.has(`${term}/${session}/${into}`))) row.problems.push({ field: 'review', level: 'check', sentence: `没有找到第${into}号提案。并案照原样录入，请核对编号。` });
    if (disposition === 'merged' && !into) row.problems.push({ field: 'review', level: 'check', sentence: '写了并案，没有写并入哪一号。照原样录入，请核对。' });
  }
  return rows;
}

const sameSeries = (field: 'proposal_no' | 'serial_no', one: Numbered, row: Proposal): boolean =>
  one.term === row.term && one.session === row.session && (field === 'serial_no' || one.time_class === row.time_class);

/** Writes the originals in the order of the register, numbers and links of merges with them. */
async function enter(act: Act, rows: readonly ResolvedRow[], batch: string): Promise<Recorded[]> {
  const whole = rows.map((row) => {
    const { told: _told, written: _written, ...columns } = newColumns(row) as unknown as Columns;
    const units = { assisting_ids: (columns.assisting_ids ?? []).filter((id) => id !== null), separate_ids: (columns.separate_ids ?? []).filter((id) => id !== null) };
    return { ...columns, ...cut(columns.advice), id: uuidv7(), ...units, ...modeOf(units) } as Proposal;
  });
  expectIndependent(act.actor, ...whole.filter(({ rating_work, rating_result }) => rating_work || rating_result));
  await giveNumbers(act, whole);
  const links = linked(whole, await numberedIn(act, whole));
  const linkedRows = whole.map((row) => ({ ...row, ...links.get(row.id) }));
  const written = await createMany(act, proposal, linkedRows, { batch });
  const byId = new Map(written.map((row) => [row.id, row]));
  return linkedRows.map(({ id }) => byId.get(id)!);
}

/** 分办 is told by the units besides the first; other modes are not told by a register. */
const modeOf = ({ separate_ids }: Partial<Pick<Proposal, 'separate_ids'>>): Partial<Proposal> => (separate_ids && separate_ids.length > 0 ? { mode: 'separate' } : {});

/** The series go on after the numbers that came from outside; whoever has no serial number gets the next. */
async function giveNumbers(act: Act, rows: Proposal[]): Promise<void> {
  for (const row of rows) {
    if (row.serial_no) await numberUsed(act, serialSeries(row), row.serial_no);
    if (row.proposal_no) await numberUsed(act, numberSeries(row), row.proposal_no);
  }
  for (const row of rows) row.serial_no ??= await nextSerial(act, row);
}

/** Columns that hold several, and are empty when they hold none. */
const lists: readonly string[] = ['assisting_ids', 'separate_ids', 'cosigner_ids', 'other_cosigners'];

/** A later edition of the register tells how far the proposals have come since. */
async function update(act: Act, standing: Recorded, row: ResolvedRow, batch: string): Promise<Recorded> {
  const stands = standing as Proposal;
  const { told, written: _written, ...columns } = row.columns as Columns;
  const said = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null && value !== undefined));
  const emptied = Object.fromEntries((row.emptied ?? []).filter((column) => column !== 'state' && !keptBy(act.actor, stands).includes(column)).map((column) => [column, lists.includes(column) ? [] : null]));
  const values: Partial<Proposal> = { ...said, ...modeOf(said), ...emptied, state: columns.state === told && told !== undefined ? told : stands.state };
  if (values.serial_no) await numberUsed(act, serialSeries(stands), values.serial_no);
  if (values.proposal_no) await numberUsed(act, numberSeries({ ...stands, ...values } as Proposal), values.proposal_no);
  const now = { ...stands, ...values } as Proposal;
  const links = values.merged_into_no ? linked([now], await numberedIn(act, [now])).get(stands.id) : {};
  return amend(act, proposal, stands, { ...values, ...links }, { step: 'import_change', relation: 'county_office', batch });
}

const sameOriginal = standingBy(proposal, ['title', 'proposer_name', 'term', 'session']);

/** How far a standing record is brought forward belongs to the differences that the clerk is shown. A record keeps what it knows better. */
const existing: ImportTarget['existing'] = async (reading, rows) => {
  const found = await sameOriginal(reading, rows);
  await alignedWith(reading, rows, found as ReadonlyMap<number, Proposal>);
  return found;
};

/** The words for the columns in which a row may differ from what stands. */
const differing = proposalFields.extend({
  state: choice('状态', Object.fromEntries(Object.entries(proposal.states).map(([state, { label }]) => [state, label]))),
  disposition: choice('审查结果', dispositions),
  lead_unit_id: reference('主办单位', 'unit'),
  assisting_ids: references('会办单位', 'unit', 99),
  separate_ids: references('分办单位', 'unit', 99),
  cosigner_ids: references('联名人', 'member', 99),
  result: choice('办理结果', results),
  rating_result: choice('对办理结果', ratings),
  rating_work: choice('对办理工作', ratings),
  due_on: day('答复期限'),
  replied_on: day('答复日期'),
  closed_on: day('办结日期'),
  key_since: day('重点提案'),
});

export const proposalImport: ImportTarget = {
  kind: register,
  declared: proposal,
  fields: differing,
  resolve,
  outgoing: outgoingColumns,
  existing,
  enter,
  update,
};

