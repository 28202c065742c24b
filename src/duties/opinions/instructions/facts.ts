import { sql } from 'kysely';
import { closingDay } from '#institutions/facts.ts';
import { allOf, claim, type Finding } from '#platform/figures/claim.ts';
import type { Scope } from '#platform/figures/count.ts';
import { figure, ratio } from '#platform/figures/figure.ts';
import { dated } from '#platform/obligations/dated.ts';
import { daysLater } from '#platform/obligations/spans.ts';
import { all, any, between, is, not, oneOf, present, type Predicate } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { among, count, list } from '#platform/records/read.ts';
import { source } from '#platform/records/source.ts';
import { parameterOver } from '#plans/facts.ts';
import { instruction, type Instruction } from '#duties/opinions/instructions/record.ts';
import { levels } from '#duties/opinions/outcomes/record.ts';

const standing = not(is<Instruction>('state', 'void'));
const fedBack = oneOf<Instruction>('state', ['fed_back', 'accepted', 'closed']);
const counts = { record: instruction.name, day: 'instructed_on', committee: 'committee_id', unit: '件' } as const;

export const instructionsReceived = figure<Instruction>({
  ...counts,
  name: 'instructions_received',
  label: '领导批示',
  definition: '批示日期在期间内的领导批示件数：一条信息由几位领导批示计几件；只圈阅的也计，已作废的不计。',
  where: standing,
});

const itemsInstructed = figure<Instruction>({
  ...counts,
  name: 'items_instructed',
  label: '获领导批示的社情民意信息（条）',
  definition: '批示日期在期间内、至少获一位领导批示的社情民意信息条数；几位领导、几级领导批示同一条信息，只计一条。',
  where: standing,
  counts: { distinct: 'item_id' },
  unit: '条',
});

const byLevel = Object.entries(levels).map(([level, label]) => figure<Instruction>({
  ...counts,
  name: `instructions_${level}`,
  label: level === 'nation' ? '中央和国家级领导批示' : `${label}级领导批示`,
  definition: `批示日期在期间内、${level === 'nation' ? '中央和国家级' : `${label}级`}领导的批示件数；别的级领导批示的不计，已作废的不计。`,
  where: all(standing, is<Instruction>('level', level)),
}));

const handed = figure<Instruction>({
  ...counts,
  name: 'instructions_handed',
  label: '转办领导批示',
  definition: '批示日期在期间内、已转给承办单位办理的批示件数；存阅不转办的、还没有转办的不计。',
  where: all(standing, present<Instruction>('handed_on')),
});

const answered = figure<Instruction>({
  ...counts,
  name: 'instructions_fed_back',
  label: '已反馈的领导批示',
  definition: '批示日期在期间内、承办单位已反馈办理情况的批示件数；退回补办还没有重报的不计。',
  where: fedBack,
});

const inTime = figure<Instruction>({
  ...counts,
  name: 'instructions_in_time',
  label: '按期反馈的领导批示',
  definition: '批示日期在期间内、在反馈期限当天或之前反馈的批示件数；退回补办的按重报的日期和新的期限算，经同意延期的按延期后的期限算。',
  where: all(fedBack, is<Instruction>('on_time', true)),
});

const residentsTold = figure<Instruction>({
  ...counts,
  name: 'instructions_residents_told',
  label: '批示办理结果已答复群众',
  definition: '批示日期在期间内、由民情台账引出并且办理结果已答复全部有关群众的批示件数。',
  where: all(standing, present<Instruction>('told_residents_on')),
});

export const figures = [instructionsReceived, itemsInstructed, ...byLevel, handed, answered, inTime, residentsTold];

export const ratios = [
  ratio({
    name: 'instructions_fed_back_rate', label: '领导批示反馈率', definition: '已反馈的批示占已转办的批示件数的百分比。',
    numerator: answered.name, denominator: handed.name, decimals: 1, convention: '存阅不转办的不计',
  }),
  ratio({
    name: 'instructions_in_time_rate', label: '领导批示按期反馈率', definition: '按期反馈的批示占已转办的批示件数的百分比。',
    numerator: inTime.name, denominator: handed.name, decimals: 1, convention: '存阅不转办的不计；还没有到期的也在分母里',
  }),
];

/** Counter-examples shown at most. */
const MOST = 500;

/** Those of the period of which something is due, and of them those that have not done it, each with a sentence. */
async function lacking(reading: Reading, { from, to, committee }: Scope, due: Predicate<Instruction>, done: Predicate<Instruction>, why: (row: Instruction) => string): Promise<Finding> {
  const examined = all(standing, due, between<Instruction>('instructed_on', from, to), ...(committee ? [is<Instruction>('committee_id', committee)] : []));
  const rows = await list(reading, instruction, { where: all(examined, not(done)), order: [{ column: 'instructed_on' }], limit: MOST });
  return {
    examined: await count(reading, instruction, examined),
    counterExamples: rows.map((row) => ({ label: instruction.nameOf(row), why: why(row), href: `/${instruction.path}/${row.id}` })),
  };
}

/** 反映委员 and 群众, as far as there are any. */
const told = all(
  any(not(present<Instruction>('member_id')), present<Instruction>('told_member_on')),
  any(is<Instruction>('sources', 0), present<Instruction>('told_residents_on')),
);

export const allFedBack = claim({
  name: 'instructions_all_fed_back',
  sentence: '领导批示件件有反馈',
  definition: '对批示日期在期间内、已转办并且已过反馈期限的每一件批示，承办单位都已反馈办理情况。',
  clause: 'duty.monthly',
  href: `/${instruction.path}?figure=${handed.name}`,
  examine: (reading, scope) =>
    lacking(reading, scope, between<Instruction>('due_on', undefined, daysLater(closingDay(reading, scope), -1)), fedBack, ({ due_on }) => `反馈期限是${due_on}，还没有反馈`),
  otherwise: ({ examined, counterExamples }) => `已过反馈期限的领导批示${examined}件，已反馈${examined - counterExamples.length}件，还有${counterExamples.length}件没有反馈`,
  none: (n) => `已过反馈期限的${n}件领导批示${allOf(n)}没有反馈`,
});

export const allTold = claim({
  name: 'instructions_all_told',
  sentence: '批示办理结果都告知反映委员、答复群众',
  definition: '对批示日期在期间内、反馈认可后已满规定天数的每一件批示，有反映委员的都已告知委员，由民情台账引出的都已答复群众。',
  clause: 'duty.monthly',
  parameters: ['instruction.tell_days'],
  href: `/${instruction.path}`,
  async examine(reading, scope) {
    const closing = closingDay(reading, scope);
    const days = (await parameterOver(reading, 'instruction.tell_days'))(closing);
    const due = between<Instruction>('accepted_on', undefined, daysLater(closing, -days));
    return lacking(reading, scope, due, told, (row) => `反馈认可已满${days}天，还没有${row.member_id && !row.told_member_on ? '告知反映委员' : '答复群众'}`);
  },
  otherwise: ({ examined, counterExamples }) => `应告知结果的领导批示${examined}件，已告知${examined - counterExamples.length}件，还有${counterExamples.length}件没有告知`,
  none: (n) => `应告知结果的${n}件领导批示${allOf(n)}没有告知`,
});

export const claims = [allFedBack, allTold];

export const datedRecords = [dated<Instruction>({ declared: instruction, day: 'due_on', committee: 'committee_id', where: present<Instruction>('due_on'), cancelled: ['void'] })];

/** More instructions than this one item never had. */
const MOST_OF_ITEM = 100;

/** What leaders wrote on an item, oldest first; what was struck is left out. */
export const instructionsOn = (reading: Reading, item: string): Promise<Instruction[]> =>
  list(reading, instruction, { where: all(standing, is<Instruction>('item_id', item)), order: [{ column: 'instructed_on' }], limit: MOST_OF_ITEM });

/** Papers looked through for the names of leaders: the newest, so that those who left are forgotten. */
const LOOKED_THROUGH = 500;
const MOST_LEADERS = 30;

/** The leaders who wrote last, each once, with the level of the last paper. */
export async function leadersKnown(reading: Reading): Promise<Pick<Instruction, 'leader' | 'level'>[]> {
  const { rows } = await sql<Pick<Instruction, 'leader' | 'level'>>`
    select leader, (array_agg(level order by instructed_on desc))[1] as level from (
      select r.leader, r.level, r.instructed_on from ${source(reading, instruction.table, 'r')} where ${among(reading, instruction, standing)}
      order by r.instructed_on desc, r.id desc limit ${LOOKED_THROUGH}
    ) as last
    group by leader order by count(*) desc, max(instructed_on) desc limit ${MOST_LEADERS}`.execute(reading.db);
  return rows;
}
