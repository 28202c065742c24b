import { daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { mountOutbox } from '#platform/http/outbox-pages.tsx';
import { resource } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { today } from '#platform/time.ts';
import { LongText } from '#platform/ui/facts.tsx';
import { parameterAt } from '#plans/facts.ts';
import { floorAddress } from '#duties/consultations/floor/addresses.ts';
import { correctRemark, noteRemark } from '#duties/consultations/floor/remarks/actions.ts';
import { aroundRemarks, type RemarksAround } from '#duties/consultations/floor/remarks/around.ts';
import { recording, RemarkForm } from '#duties/consultations/floor/remarks/form.tsx';
import { remark, remarkFields, type Remark } from '#duties/consultations/floor/remarks/record.ts';

const ONLY_VOICE = '只有录音，等补要点';

const remarks = resource<Remark, RemarksAround>({
  declared: remark,
  fields: remarkFields,
  newLabel: '记一条发言',
  enterLabel: '记下',
  againLabel: '记下，接着记下一位',
  again: ({ consultation_id }) => ({ consultation_id }),
  outbox: `/${remark.path}/drafts`,
  around: aroundRemarks,
  known: ({ query }) => ({ consultation_id: query.get('consultation_id') ?? undefined }),
  enter: noteRemark,
  correct: correctRemark,
  form: ({ form, around, row }) => <RemarkForm form={form} around={around} row={row} />,
  paper: { label: '照片、纸上的发言稿', hint: '没有就空着，以后也可以添加', photos: true },
  listing: {
    columns: [
      { key: 'place', label: '次序', cell: ({ place }) => place, align: 'end', tight: true },
      { key: 'speaker', label: '发言人', cell: ({ speaker }) => speaker, onCards: 'title', fixed: true, tight: true },
      { key: 'capacity', label: '身份', cell: ({ capacity }) => capacity ?? '' },
      { key: 'gist', label: '发言要点', cell: ({ gist }) => gist ?? ONLY_VOICE },
      { key: 'subject', label: '议题', cell: ({ subject }) => subject },
      { key: 'said_on', label: '日期', cell: ({ said_on }) => said_on, sort: 'said_on', tight: true },
      { key: 'state', label: '状态', cell: ({ state }) => remark.states[state as 'noted']?.label ?? state, tight: true, shown: false },
    ],
    filters: [searchOn(remark, '关键词', '议题、发言人、要点'), referenceOn('consultation_id', '哪一次协商', ({ choices }) => choices['consultation'] ?? []), stateFilter(remark), daysOn('said_on', '日期', { more: true })],
    defaultSort: '-said_on',
    empty: '还没有发言记录。开会时在协商活动的“会场”页面记一条，手机上也可以录音。',
  },
  lead: ({ said_on, subject }) => `${said_on} · ${subject}`,
  facts: (row) => [
    { label: '发言人', value: row.speaker },
    { label: '身份', value: row.capacity },
    { label: '次序', value: row.place },
    { label: '发言要点', value: row.gist ? <LongText text={row.gist} /> : ONLY_VOICE, wide: true },
  ],
  others: ({ consultation_id }) => [{ label: '会场', href: floorAddress(consultation_id) }],
});

export function mount(site: Site): void {
  mountOutbox(site, { declared: remark, fields: remarkFields, noted: ['speaker', 'capacity', 'gist'], day: 'said_on', carried: ['consultation_id'], recording: { ...recording, seconds: (reading) => parameterAt(reading, 'floor.voice_seconds', today()) } });
  mountResource(site, remarks);
}
