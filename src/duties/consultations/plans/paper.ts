import { heading, numberIn, paragraph, type FormalPaper, type Table } from '#platform/documents/model.ts';
import type { ConsultationPlan } from '#duties/consultations/plans/record.ts';
import type { Topic } from '#duties/consultations/topics/record.ts';
import { plannedWords, topicSources } from '#duties/consultations/words.ts';

/** What a request is written from, besides the plan. */
export interface RequestWritten {
  row: ConsultationPlan;
  topics: readonly Topic[];
  kinds: ReadonlyMap<string, string>;
  /** What the county calls its consultations. */
  brand: string;
  /** Printed while the request is not registered with its day. */
  today: string;
}

/** Nobody is named yet: the signatory writes on paper. */
const TO_BE_SIGNED = '　　　　';

/**
 * 请示 in the layout of an upward paper (GB/T 9704-2012, 7.2.6): one addressee, the topics with where they come from and when they are planned, 妥否，请批示.
 * Domain rules 5.2 (S129): consultations are asked for at the Party committee, which decides; they advise.
 */
export function requestPaper(written: RequestWritten): FormalPaper {
  const { row, topics, today } = written;
  const number = numberIn(row.request_no);
  return {
    layout: 'formal', mark: `${row.requested_by}文件`, ...(number ? { number } : {}), signatories: [TO_BE_SIGNED],
    title: row.title, date: row.requested_on ?? today, organ: row.requested_by, addressee: row.requested_to, sealed: true,
    blocks: row.scope === 'single' && topics[0] ? single(written, topics[0]) : yearly(written),
    ...(row.scope === 'single' ? {} : { attachments: [{ title: `${row.year}年度协商议题`, blocks: [tableOf(written)] }] }),
  };
}

const groundsOf = ({ row, brand }: RequestWritten) => (row.grounds ?? usualGrounds(brand)).split('\n').filter(Boolean).map((line) => paragraph(line));

const usualGrounds = (brand: string): string => `为更好地发挥协商在基层治理中的作用，围绕中心工作和群众关心的事开展${brand}，现将有关事项请示如下。`;

function yearly(written: RequestWritten) {
  const { row, topics, brand } = written;
  return [
    ...groundsOf(written),
    heading(1, '议题怎样来的'), paragraph(`${sourcesWords(topics)}经比较选定，拟列入${row.year}年度计划${topics.length}个，见附件。`),
    heading(1, '怎样开展'), paragraph(`每次${brand}前走访调研、发出通知、送达材料，请群众、有关部门和利害关系人参加；协商形成的意见报请有权决定的党委、政府或者村（居）组织研究，协商本身不作决定。`),
    paragraph('妥否，请批示。'),
  ];
}

function single(written: RequestWritten, one: Topic) {
  const { brand } = written;
  return [
    ...groundsOf(written),
    paragraph(`议题：${one.title}。由${sourceOf(one)}提出${one.public_reason ? `，选定的理由：${one.public_reason.replace(/[。；]$/u, '')}` : ''}。`),
    paragraph(`拟${one.planned_year ? `于${plannedWords(one)}` : ''}以${written.kinds.get(one.kind ?? '') ?? brand}的形式开展，请群众、有关部门和利害关系人参加。协商形成的意见报请有权决定的党委、政府或者村（居）组织研究，协商本身不作决定。`),
    paragraph('妥否，请批示。'),
  ];
}

const sourceOf = ({ source, proposer }: Topic): string => (source === 'special_committee' || source === 'unit' || source === 'party' ? (proposer ?? topicSources[source]) : topicSources[source as 'member']);

/** 群众提出2个，民情台账形成1个。 */
function sourcesWords(topics: readonly Topic[]): string {
  const counted = [...Map.groupBy(topics, ({ source }) => source)].map(([source, some]) => `${topicSources[source as 'member']}${source === 'ledger' ? '形成' : '提出'}${some.length}个`);
  return counted.length > 0 ? `议题向各方面征集，其中${counted.join('、')}。` : '';
}

const tableOf = ({ topics, kinds }: RequestWritten): Table => ({
  kind: 'table',
  columns: [{ label: '序号', share: 1.2, align: 'center' }, { label: '议题', share: 5.4, align: 'left' }, { label: '来源', share: 2.6, align: 'left' }, { label: '形式', share: 2.9, align: 'center' }, { label: '计划时间', share: 3.2, align: 'center' }],
  rows: topics.map((one, n) => [String(n + 1), one.title, sourceOf(one), kinds.get(one.kind ?? '') ?? '', plannedWords(one)]),
});
