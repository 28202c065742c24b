import { committeeChoices, ownCommittee } from '#institutions/facts.ts';
import { choiceOn, referenceOn, stateFilter } from '#platform/http/listing.tsx';
import { namedFile } from '#platform/http/disposition.ts';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { sizeOf } from '#platform/http/attachment-views.ts';
import { holds } from '#platform/identity/actor.ts';
import { Problem } from '#platform/problems.ts';
import { get } from '#platform/records/read.ts';
import { shownMoment, today } from '#platform/time.ts';
import { Section } from '#platform/ui/detail.tsx';
import type { WorkKind } from '#platform/work.ts';
import { effects, entering } from '#archives/volumes/actions.ts';
import { progressOf } from '#archives/volumes/making.ts';
import { archiveVolume, scopes, volumeFields, type ArchiveVolume } from '#archives/volumes/record.ts';

interface Around extends Surroundings {
  places: ReadonlyMap<string, string>;
}

type Works = () => readonly WorkKind[];

const wholeOf = ({ committee_id }: ArchiveVolume, { places }: Around): string => (committee_id ? (places.get(committee_id) ?? '') : '全县');

const volumes = (works: Works) => resource<ArchiveVolume, Around>({
  declared: archiveVolume,
  fields: volumeFields,
  newLabel: '封存一卷',
  enterLabel: '开始生成',
  async around(reading) {
    const committees = await committeeChoices(reading);
    const own = holds(reading.actor, 'county_office') ? undefined : ownCommittee(reading.actor);
    return { choices: { committee: committees.filter(({ value }) => !own || value === own) }, places: new Map(committees.map(({ value, label }) => [value, label])) };
  },
  known: ({ actor }) => ({ scope: 'year', year: String(Number(today().slice(0, 4)) - 1), committee_id: holds(actor, 'county_office') ? undefined : ownCommittee(actor) }),
  enter: entering(works),
  effects: effects(works),
  listing: {
    columns: [
      { key: 'title', label: '卷名', cell: ({ title }) => title, onCards: 'title', fixed: true },
      { key: 'scope', label: '种类', cell: ({ scope }) => scopes[scope as 'year'], tight: true },
      { key: 'place', label: '范围', cell: wholeOf },
      { key: 'files', label: '文件（份）', cell: ({ files_n }) => files_n ?? '', align: 'end' },
      { key: 'to_day', label: '到哪一天', cell: ({ to_day }) => to_day, sort: 'to_day', tight: true },
      { key: 'sealed_on', label: '封存日期', cell: ({ sealed_on }) => sealed_on ?? '', tight: true },
      { key: 'state', label: '状态', cell: ({ state }) => archiveVolume.states[state as 'sealed'].label, tight: true },
    ],
    filters: [stateFilter(archiveVolume), choiceOn('scope', '种类', scopes), referenceOn('committee_id', '联络委', ({ choices }) => choices['committee'] ?? [])],
    defaultSort: '-to_day',
    empty: '还没有封存过。一年过完以后，把这一年的档案封存成一卷：有目录、有附件、有校验值，离开系统也能核对。',
  },
  facts: (row, around) => [
    { label: '范围', value: wholeOf(row, around) },
    { label: '期间', value: `${row.from_day}至${row.to_day}` },
    { label: '记录截至', value: shownMoment(row.as_of) },
    ...(row.files_n === null ? [] : [{ label: '文件', value: `目录${row.files_n}份，其中履职记录${row.records_n}条` }]),
    ...(row.pack_bytes === null ? [] : [{ label: '大小', value: sizeOf(Number(row.pack_bytes)) }]),
    ...(row.seal ? [{ label: '封存值', value: <code class="hash">{row.seal}</code>, wide: true }, { label: '压缩包校验值', value: <code class="hash">{row.pack_hash}</code>, wide: true }] : []),
    { label: '操作日志', value: `第${row.journal_seq}行，校验值 ${row.journal_hash || '（无）'}`, wide: true },
    { label: '时间戳', value: row.stamped_at ? `${shownMoment(row.stamped_at)}，${row.stamp_by}` : '没有' },
    ...(row.fault ? [{ label: '没有办成的', value: row.fault, wide: true }] : []),
  ],
  sections: (row) => <State row={row} />,
  others: (row) => (row.state === 'sealed' ? [{ label: '下载这一卷', href: `/${archiveVolume.path}/${row.id}/pack`, icon: 'exporting' }] : []),
  lead: (row, around) => [scopes[row.scope as 'year'], wholeOf(row, around)].join(' · '),
});

function State({ row }: { row: ArchiveVolume }) {
  const progress = progressOf(row.id);
  if (row.state === 'making') {
    return (
      <Section title="生成">
        <p>{progress ? (progress.due > 0 ? `已写入${progress.done}份，共${progress.due}份。` : '正在读取记录。') : '没有在生成，请点“重新生成”。'}</p>
        {progress && <p><a class="btn" href={`/${archiveVolume.path}/${row.id}`}>看看好了没有</a></p>}
      </Section>
    );
  }
  if (row.state !== 'sealed') return null;
  return (
    <Section title="怎么核对">
      <p>下载以后解压，双击“catalogue.html”看目录。要核对有没有被改动，在有 Node.js 的电脑上运行压缩包里的 verify.mjs，并和上面的封存值比对；改动、缺少、后加的文件会一一列出。封存值请同时抄在纸上，放进案卷。</p>
    </Section>
  );
}

/** The pack as it was sealed. */
const pack = async (visit: Visit): Promise<Response> => {
  const row = await look(visit, (reading) => get<ArchiveVolume>(reading, archiveVolume, visit.param('id')));
  if (row.state !== 'sealed' || !row.pack_hash) throw new Problem(409, 'not_sealed', '这一卷还没有封存，不能下载。');
  const content = await visit.house.files.open(visit.county.id, row.pack_hash);
  return new Response(content as ConstructorParameters<typeof Response>[0], { headers: { 'content-type': 'application/zip', 'content-length': String(row.pack_bytes), 'content-disposition': namedFile('attachment', `${row.title}.zip`), 'cache-control': 'no-store' } });
};

export const mount = (works: Works) => (site: Site): void => {
  site.add({ method: 'GET', path: `/${archiveVolume.path}/:id/pack`, handle: pack });
  mountResource(site, volumes(works));
};
