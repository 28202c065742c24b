import { mountResource } from '#platform/http/mount-resource.tsx';
import { stateFilter } from '#platform/http/listing.tsx';
import { resource } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { shownMoment } from '#platform/time.ts';
import { printedPeriod } from '#reports/asked.ts';
import { speech, speechFields, type SpeechGiven } from '#reports/speech/record.ts';

const periodOf = (row: SpeechGiven): string => printedPeriod({ from: row.from_on, to: row.to_on });

/** Speeches that were given out: they come from 定稿存档 on the speech's page. */
const given = resource<SpeechGiven>({
  declared: speech,
  fields: speechFields,
  newLabel: false,
  async around() {
    return { choices: {} };
  },
  facts: (row) => [
    { label: '统计期间', value: periodOf(row) },
    { label: '记录截至', value: shownMoment(row.as_of) },
    { label: '文字模板', value: <a href={`/speech-templates/${row.template_id}`}>第{row.template_version}版</a> },
    { label: '文件指纹（SHA-256）', value: <code>{row.sha256}</code>, wide: true },
  ],
  lead: (row) => `${periodOf(row)} · 记录截至 ${shownMoment(row.as_of)}`,
  others: (row) => [
    { label: '原样再印', href: `/speeches/${row.id}/file`, icon: 'print' },
    { label: '查看当时的材料', href: `/speech?${new URLSearchParams({ from: row.from_on, to: row.to_on, asof: row.as_of.toISOString(), template: row.template_id, version: String(row.template_version) })}`, icon: 'file' },
  ],
  listOthers: () => [{ label: '发言材料', href: '/speech', icon: 'file' }],
  listing: {
    columns: [
      { key: 'title', label: '标题', cell: (row) => row.title, onCards: 'title', fixed: true },
      { key: 'period', label: '统计期间', cell: periodOf },
      { key: 'as_of', label: '记录截至', cell: (row) => shownMoment(row.as_of), tight: true },
      { key: 'created_at', label: '定稿时间', cell: (row) => shownMoment(row.created_at), sort: 'created_at', tight: true },
      { key: 'state', label: '状态', cell: (row) => speech.states[row.state as 'given']?.label, tight: true },
    ],
    filters: [stateFilter(speech)],
    defaultSort: '-created_at',
    empty: '还没有定稿。在“发言材料”页点“定稿存档”，就会存在这里，以后可以原样再印。',
  },
});

export const mountGiven = (site: Site): void => mountResource(site, given);
