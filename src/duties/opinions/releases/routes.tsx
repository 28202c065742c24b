import { committeeChoices } from '#institutions/facts.ts';
import { attach } from '#platform/files/attachments.ts';
import { page, seeOther } from '#platform/http/answers.tsx';
import { requestId, sent } from '#platform/http/body.ts';
import { FieldOf } from '#platform/http/derived.tsx';
import { referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { mayAttach } from '#platform/lifecycle/lifecycle.ts';
import { Repeated } from '#platform/problems.ts';
import { transact } from '#platform/records/act.ts';
import { find, get } from '#platform/records/read.ts';
import { refuse } from '#platform/records/write.ts';
import { ledgerEntry, numberWords, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { begunFrom, correctRelease, effects, enterRelease, unfit } from '#duties/opinions/releases/actions.ts';
import { CoverPage, PicturesSection, TextSection, UnfitRemark } from '#duties/opinions/releases/pages.tsx';
import { boxesOf, covered, getPicture, picturesOf } from '#duties/opinions/releases/pictures.ts';
import { mountPublic } from '#duties/opinions/releases/public.tsx';
import { release, releaseFields, type Release } from '#duties/opinions/releases/record.ts';

interface Around extends Surroundings {
  places: Map<string, string>;
  /** The entry that a form begins with or a page shows, where the person sees it. */
  entry?: LedgerEntry;
  pictures: Awaited<ReturnType<typeof picturesOf>>;
}

const releases = resource<Release, Around>({
  declared: release,
  fields: releaseFields,
  newLabel: '拟公开稿',
  enterLabel: '保存草稿',
  async around(reading, rows, visit) {
    const committees = await committeeChoices(reading);
    const id = rows.length === 1 ? rows[0]!.entry_id : (visit.query.get('entry') ?? '');
    const entry = await find(reading, ledgerEntry, id);
    return {
      choices: { committee: committees, ledger_entry: entry ? [{ value: entry.id, label: numberWords(entry) }] : [] },
      places: new Map(committees.map(({ value, label }) => [value, label])),
      entry,
      pictures: await picturesOf(reading, entry),
    };
  },
  known: (_visit, { entry }) => (entry ? begunFrom(entry) : {}),
  enter: enterRelease,
  correct: correctRelease,
  effects,
  form: ({ form, around }) => (
    <>
      {around.entry && unfit(around.entry) && <UnfitRemark sentence={unfit(around.entry)!} />}
      {Object.keys(releaseFields.shape).map((name) => <FieldOf of={releaseFields} name={name} form={form} choices={around.choices} source={around.entry && name === 'matter' ? '民情台账，可能让人认出是谁的地方已略去' : undefined} />)}
    </>
  ),
  listing: {
    columns: [
      { key: 'title', label: '标题', cell: (row) => row.title, onCards: 'title', fixed: true },
      { key: 'committee', label: '联络委', cell: (row, { places }) => places.get(row.committee_id) ?? '' },
      { key: 'published_on', label: '公开时间', cell: (row) => row.published_on, tight: true },
      { key: 'state', label: '状态', cell: (row) => release.states[row.state as 'draft']?.label, tight: true },
    ],
    filters: [searchOn(release, '关键词', '标题、事项、答复'), referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? []), stateFilter(release)],
    defaultSort: '',
    empty: '还没有公开稿。答复过的民情，可以在它的页面上拟一份；不拟就不公开。',
  },
  lead: (row, { places }) => `${places.get(row.committee_id) ?? ''}${row.published_on ? ` · ${row.published_on}公开` : ''}`,
  facts: (row, { entry }) => [
    { label: '标题', value: row.title, wide: true },
    { label: '来自', value: entry ? <a href={`/${ledgerEntry.path}/${entry.id}`}>民情台账 {numberWords(entry)}</a> : '民情台账' },
    { label: '公开时间', value: row.published_on },
  ],
  sections: (row, { entry, pictures }, visit) => [
    <TextSection row={row} entry={entry} />,
    pictures.length > 0 && !mayAttach(release, visit.actor, row) && <PicturesSection row={row} pictures={pictures} />,
  ],
});

/** The release, while pictures may still be put beside it, with its entry and the picture that the address names. */
async function toCover(visit: Visit) {
  return look(visit, async (reading) => {
    const row = await get(reading, release, visit.param('id'));
    refuse(mayAttach(release, visit.actor, row));
    const entry = await get(reading, ledgerEntry, row.entry_id);
    return { row, entry, picture: await getPicture(reading, entry, visit.param('attachment')) };
  });
}

async function coverForm(visit: Visit): Promise<Response> {
  const { row, entry, picture } = await toCover(visit);
  return page(visit, <CoverPage frame={frameOf(visit)} row={row} entry={entry.id} picture={picture} />);
}

/** The covered picture becomes an attachment of the release; the first stays with the entry. */
async function cover(visit: Visit): Promise<Response> {
  const body = await sent(visit);
  const { row, picture } = await toCover(visit);
  const given: unknown = body.form ? body.form.getAll('cell') : body.json?.['cells'];
  const boxes = boxesOf(Array.isArray(given) ? given.map(String) : []);
  const kept = await look(visit, (reading) => covered(reading, picture, boxes));
  await transact(visit.house, visit.actor, requestId(visit, body), (act) => attach(act, release, row.id, [kept])).catch((error: unknown) => {
    if (!(error instanceof Repeated)) throw error;
  });
  return seeOther(visit, `/${release.path}/${row.id}#attachments`, { tone: 'good', sentence: '遮盖后的图片已附上。' });
}

export function mount(site: Site): void {
  mountPublic(site);
  const path = `/${release.path}/:id/pictures/:attachment`;
  site.add({ method: 'GET', path, handle: coverForm });
  site.add({ method: 'POST', path, handle: cover });
  mountResource(site, releases);
}
