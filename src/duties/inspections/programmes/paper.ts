import { heading, numberIn, paragraph, type Block, type FormalPaper } from '#platform/documents/model.ts';
import type { InspectionProgramme } from '#duties/inspections/programmes/record.ts';
import { spanWords } from '#duties/inspections/programmes/record.ts';
import type { InspectionTopic } from '#duties/inspections/programmes/topics/record.ts';
import { inspectionKinds, quarters, topicSources } from '#duties/inspections/words.ts';

/** ××年调研视察计划, as it goes before the chair meeting or the director. The words are ours. */

interface Sender {
  organ: string;
  date: string;
  /** How a body is called; null: the county's. */
  nameOf(id: string | null): string;
}

export function programmePaper(row: InspectionProgramme, topics: readonly InspectionTopic[], { organ, date, nameOf }: Sender): FormalPaper {
  return {
    layout: 'formal', mark: `${organ}文件`, number: numberIn(row.document_no), title: `${spanWords(row)}调研视察计划`, date, organ, sealed: true,
    blocks: [
      ...(row.aims ? row.aims.split('\n').filter(Boolean).map((line) => paragraph(line)) : []),
      paragraph(`计划开展调研视察${topics.length}次：${countsOf(topics)}。`),
      ...quartersOf(topics).flatMap(([quarter, some]) => [heading(1, quarters[quarter as 1]), ...some.map((topic) => paragraph({ text: `${inspectionKinds[topic.kind as 'research']}“${topic.topic}”。`, strong: true }, { text: aboutOf(topic, nameOf) }))]),
    ],
    attachments: [{ title: `${spanWords(row)}调研视察计划表`, blocks: [topicTable(topics, nameOf)] }],
  };
}

const countsOf = (topics: readonly InspectionTopic[]): string => Object.entries(inspectionKinds).flatMap(([kind, word]) => {
  const n = topics.filter((topic) => topic.kind === kind).length;
  return n > 0 ? [`${word}${n}次`] : [];
}).join('，');

const quartersOf = (topics: readonly InspectionTopic[]): [number, InspectionTopic[]][] => [...Map.groupBy(topics, ({ quarter }) => quarter)].toSorted(([a], [b]) => a - b);

const bodiesOf = ({ body_id, partner_ids }: InspectionTopic, nameOf: Sender['nameOf']): string => [nameOf(body_id), ...partner_ids.map(nameOf)].join('、');

const aboutOf = (topic: InspectionTopic, nameOf: Sender['nameOf']): string =>
  `${topic.aim ? `${topic.aim.replaceAll('\n', ' ').replace(/。$/u, '')}。` : ''}由${nameOf(topic.body_id)}负责${topic.partner_ids.length > 0 ? `，${topic.partner_ids.map(nameOf).join('、')}一起开展` : ''}；题目来自${topicSources[topic.source as 'own']}。`;

const topicTable = (topics: readonly InspectionTopic[], nameOf: Sender['nameOf']): Block => ({
  kind: 'table',
  columns: [
    { label: '序号', share: 1, align: 'center' }, { label: '题目', share: 5, align: 'left' }, { label: '类别', share: 1.4, align: 'center' },
    { label: '季度', share: 2, align: 'center' }, { label: '负责和参加', share: 3.4, align: 'left' }, { label: '来源', share: 2.4, align: 'left' },
  ],
  rows: topics.map((topic, place) => [
    String(place + 1), topic.topic, inspectionKinds[topic.kind as 'research'], quarters[topic.quarter as 1], bodiesOf(topic, nameOf), topicSources[topic.source as 'own'],
  ]),
});
