import { heading, paragraph, type Block, type MinutesPaper } from '#platform/documents/model.ts';
import { printedDay } from '#platform/time.ts';
import type { Consultation } from '#duties/consultations/record.ts';
import type { Objection } from '#duties/consultations/floor/objections/record.ts';
import type { Point } from '#duties/consultations/floor/points/record.ts';
import type { Remark } from '#duties/consultations/floor/remarks/record.ts';
import { numbersTold, outcomeWords, voteOutcomes, voteWays, type VoteOutcome } from '#duties/consultations/floor/votes/rules.ts';
import type { Vote } from '#duties/consultations/floor/votes/record.ts';
import type { ResultList } from '#duties/consultations/results/record.ts';
import { decisions, type ResultTask } from '#duties/consultations/results/tasks/record.ts';

/** Everything the minutes are made of; nothing is typed for them alone. */
export interface MinutesFacts {
  meeting: Consultation;
  list: ResultList;
  remarks: readonly Remark[];
  votes: readonly Vote[];
  points: readonly Point[];
  objections: readonly Objection[];
  tasks: readonly ResultTask[];
  unitOf: (id: string | null) => string;
  committee: string;
  where: string;
  /** What the county calls a consultation: 院坝协商. */
  called: string;
}

/** Where somebody signs by hand. */
const BLANK = '＿＿＿＿＿＿＿＿';

/** 协商纪要 (forms, deliberation_minutes): made of what was written down at the meeting, in the order in which it is asked for. */
export function minutesPaper(facts: MinutesFacts): MinutesPaper {
  const { meeting, list, committee, called } = facts;
  return {
    layout: 'minutes', mark: `${called}纪要`, title: `“${meeting.topic}”${called}纪要`, date: list.held_on, organ: committee,
    blocks: [
      paragraph(openingWords(facts)),
      ...chapter('发言情况', facts.remarks.map(remarkWords)),
      ...chapter('表决情况', facts.votes.map(voteWords)),
      ...chapter('达成的共识', pointWords(facts.points, 'agreed')),
      ...chapter('没有达成一致的', pointWords(facts.points, 'open')),
      ...chapter('不同意见和答复', facts.objections.map(objectionWords)),
      paragraph('以上意见供党委、政府或村级组织决策参考，办不办、怎样办，由他们决定。'),
    ],
    attachments: facts.tasks.length > 0 ? [{ title: '协商成果清单', blocks: [taskTable(facts)] }] : [],
    attended: [...attended('出席', list.present), ...attended('请假', list.absent)],
    hands: [['召集人', signed(list, list.confirmed_by)], ['记录人', list.recorder ?? BLANK]],
  };
}

/** Until it is confirmed there is room to sign. */
const signed = ({ confirmed_on }: ResultList, name: string | null): string => (confirmed_on && name ? `${name}　${printedDay(confirmed_on)}确认` : BLANK);

function openingWords({ meeting, list, committee, where, called }: MinutesFacts): string {
  const residents = meeting.residents ? `，群众${meeting.residents}人参加` : '';
  const convened = list.convenor ? `由${list.convenor}召集` : '';
  return `${printedDay(list.held_on)}，${committee}${where && `在${where}`}就“${meeting.topic}”开展${called}${residents}${convened ? `，${convened}` : ''}。${meeting.approval_no ? `议题经党委批准（${meeting.approval_no}）。` : ''}现将情况纪要如下。`;
}

const chapter = (title: string, lines: readonly string[]): Block[] => (lines.length === 0 ? [] : [heading(1, title), ...lines.map((line) => paragraph(line))]);

const sentence = (text: string): string => `${text.replaceAll('\n', ' ').replace(/[；;。]?\s*$/u, '')}。`;

const remarkWords = ({ speaker, capacity, gist }: Remark): string => `${speaker}${capacity ? `（${capacity}）` : ''}：${gist ? sentence(gist) : '（录音另附）'}`;

const voteWords = (row: Vote): string => {
  const outcome = row.outcome as VoteOutcome;
  return `就“${row.question}”${voteWays[row.way as 'hands']}，应到${row.asked_n}人，到会${row.present_n}人，${numbersTold(row)}。${voteOutcomes[outcome]}。${outcomeWords[outcome]}`;
};

const pointWords = (points: readonly Point[], kind: string): string[] =>
  points.filter((one) => one.kind === kind).map((one, place) => `${place + 1}. ${sentence(one.point)}${one.reason ? `不一致在于：${sentence(one.reason)}` : ''}${one.answer ? `后续：${sentence(one.answer)}` : ''}`);

const objectionWords = ({ raised_by, capacity, objection: words, answer, answered_by }: Objection): string =>
  `${raised_by}${capacity ? `（${capacity}）` : ''}认为：${sentence(words)}${answer ? `答复（${answered_by}）：${sentence(answer)}` : '还没有答复。'}`;

const attended = (label: string, text: string | null): [string, string[]][] => (text ? [[label, text.split('\n').map((line) => line.trim()).filter(Boolean)]] : []);

const taskTable = ({ tasks, unitOf }: MinutesFacts): Block => ({
  kind: 'table',
  columns: [
    { label: '序号', share: 1.4, align: 'center' }, { label: '建议办什么', share: 4.2, align: 'left' }, { label: '建议谁办', share: 2.6, align: 'left' }, { label: '怎样办', share: 2.8, align: 'left' },
    { label: '期限', share: 2.9, align: 'center' }, { label: '决定', share: 2.1, align: 'left' },
  ],
  rows: tasks.map((row, place) => [String(place + 1), row.task, unitOf(row.unit_id) || (row.body ?? ''), row.measure ?? '', row.due_on ?? '', row.decision ? decisions[row.decision as 'adopted'] : '']),
});
