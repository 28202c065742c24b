import { committeeChoices, ownCommittee } from '#institutions/facts.ts';
import { daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { today } from '#platform/time.ts';
import { correctNews, effects, enterNews } from '#duties/stations/news/actions.ts';
import { mountPublicNews } from '#duties/stations/news/public.tsx';
import { newsFields, newsItem, type NewsItem } from '#duties/stations/news/record.ts';

interface Around extends Surroundings {
  places: ReadonlyMap<string, string>;
}

const news = resource<NewsItem, Around>({
  declared: newsItem,
  fields: newsFields,
  newLabel: '写一条动态',
  enterLabel: '保存草稿',
  async around(reading) {
    const committees = await committeeChoices(reading);
    return { choices: { committee: committees }, places: new Map(committees.map(({ value, label }) => [value, label])) };
  },
  known: (visit) => ({ committee_id: ownCommittee(visit.actor), happened_on: today() }),
  enter: enterNews,
  correct: correctNews,
  effects,
  listing: {
    columns: [
      { key: 'title', label: '标题', cell: (row) => row.title, onCards: 'title', fixed: true },
      { key: 'place', label: '联络委', cell: (row, { places }) => places.get(row.committee_id) ?? '' },
      { key: 'happened_on', label: '哪天的事', cell: (row) => row.happened_on, sort: 'happened_on', tight: true },
      { key: 'published_on', label: '公开', cell: (row) => row.published_on, tight: true },
      { key: 'state', label: '状态', cell: (row) => newsItem.states[row.state as 'draft'].label, tight: true },
    ],
    filters: [searchOn(newsItem, '关键词', '标题、内容'), referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? []), stateFilter(newsItem), daysOn('happened_on', '日期', { more: true })],
    defaultSort: '-happened_on',
    empty: '还没有动态。写好送审，由另一个人审核后公开；不写也可以。',
  },
  lead: (row, { places }) => [places.get(row.committee_id), row.state === 'published' ? `${row.published_on}公开` : ''].filter(Boolean).join(' · '),
  others: (row, _around, visit) => (row.state === 'published' ? [{ label: '公开页', href: `/p/${visit.county.slug}/news/${row.code}` }] : []),
});

export function mount(site: Site): void {
  mountPublicNews(site);
  mountResource(site, news);
}
