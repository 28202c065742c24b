import { committeeChoices, committeeDirectory } from '#institutions/facts.ts';
import { column, importKind } from '#platform/importing/kind.ts';
import { always, byValue, derivedCell, knownDayCell, long, nameCell, plainCell, wordCell } from '#platform/importing/outgoing-cells.ts';
import { choice } from '#platform/importing/readers/choice.ts';
import { chineseNumber } from '#platform/importing/readers/chinese-numbers.ts';
import { day } from '#platform/importing/readers/day.ts';
import { count, half } from '#platform/importing/readers/number.ts';
import { naming, text } from '#platform/importing/readers/text.ts';
import { dayColumns, resolveRows } from '#platform/importing/resolving.ts';
import { standingBy } from '#platform/importing/standing.ts';
import type { ImportTarget } from '#platform/importing/target.ts';
import { consultation } from '#duties/consultations/record.ts';
import { uptakes } from '#duties/consultations/words.ts';

/** The paper ledger of grassroots consultations, one row for each. */
const kind = importKind({
  name: 'consultation',
  title: '协商活动',
  record: consultation.name,
  words: ['协商'],
  columns: {
    committee: column('乡镇', { synonyms: ['乡镇（街道）', '联络委', '组织单位', '开展单位'], read: naming(), required: true, fillDown: true, fromContext: ({ place }) => place }),
    half: column('半年', { synonyms: ['上/下半年', '所属半年'], read: half() }),
    topic: column('议题', { synonyms: ['协商议题', '协商主题', '主题', '协商内容'], read: text({ max: 200 }), required: true }),
    held: column('时间', { synonyms: ['协商时间', '活动时间', '召开时间', '日期'], read: day(), required: true }),
    place: column('地点', { synonyms: ['协商地点', '活动地点'], read: naming({ max: 200 }) }),
    residents: column('参加群众', { synonyms: ['参加群众人数', '群众人数', '群众代表', '参加人数'], read: count({ max: 100_000 }) }),
    consensus: column('达成共识', { synonyms: ['共识', '形成共识', '协商成果', '协商意见', '成果'], read: text({ max: 2_000, lines: true }) }),
    uptake: column('落实情况', {
      synonyms: ['成果落实', '办理情况', '采纳情况'],
      read: choice({ done: ['已落实', '落实', '已完成'], under_way: ['正在落实', '落实中', '推进中'], planned: ['列入计划', '纳入计划', '计划中'], none: ['未采纳', '未落实'] }),
    }),
  },
  derive({ half: said, held }, remark) {
    const shown = held && held.precision !== 'year' ? (Number(held.day.slice(5, 7)) <= 6 ? 1 : 2) : null;
    if (said && shown && said !== shown) remark('half', 'check', `“半年”写的是${said === 1 ? '上' : '下'}半年，时间却在${shown === 1 ? '上' : '下'}半年。按时间录入，请核对。`);
  },
  identity: ({ committee, held, topic }) => [committee, held?.day, topic],
});

/** “形成3条共识” says how many; anything longer is the advice itself. */
function agreedIn(words: string | null): number | null {
  const counted = /([\d一二三四五六七八九十]+)\s*[条项点]/u.exec(words ?? '')?.[1];
  if (!counted) return null;
  return /^\d+$/u.test(counted) ? Number(counted) : chineseNumber(counted);
}

const isOnlyACount = (words: string): boolean => /^(形成|达成)?[\d一二三四五六七八九十]+[条项点](共识|意见)?$/u.test(words.replace(/\s/gu, ''));

export const consultationImport: ImportTarget = {
  kind,
  declared: consultation,
  async resolve(reading, rows) {
    const committees = await committeeDirectory(reading);
    return resolveRows(kind, rows, (values, row) => {
      row.assume({ state: 'held' });
      return {
        committee_id: row.id('committee', values.committee, committees),
        topic: values.topic,
        ...dayColumns('held_on', values.held),
        place: values.place,
        residents: values.residents,
        agreed: agreedIn(values.consensus),
        advice: values.consensus && !isOnlyACount(values.consensus) ? values.consensus : null,
        uptake: values.uptake,
      };
    });
  },
  async outgoing(reading) {
    const places = byValue(await committeeChoices(reading));
    return [
      nameCell('committee', 'committee_id', places, always), derivedCell('half', 'held_on', ({ held_on, precision }) => (precision === 'year' ? null : Number(held_on.slice(5, 7)) <= 6 ? '上半年' : '下半年')),
      plainCell('topic', 'topic', { ...always, ...long }), knownDayCell('held', 'held_on', always), plainCell('place'), plainCell('residents'), plainCell('consensus', 'advice', long), wordCell('uptake', 'uptake', uptakes),
    ];
  },
  existing: standingBy(consultation, ['committee_id', 'held_on', 'topic']),
};
