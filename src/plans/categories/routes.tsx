import { choiceOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { create } from '#platform/records/write.ts';
import { checkedWord, type Said } from '#plans/categories/actions.ts';
import { categorised, categoryWord, categoryWordFields, type CategoryWord } from '#plans/categories/record.ts';

export function mountCategories(site: Site): void {
  mountResource(site, resource<CategoryWord>({
    declared: categoryWord,
    fields: categoryWordFields,
    newLabel: '登记类别对应',
    around: async () => ({ choices: {} }),
    enter: async (act, values: Said, how) => create<CategoryWord>(act, categoryWord, await checkedWord(act, values), how),
    correct: (act, row, { kind = row.kind, was = row.was, becomes = row.becomes }: Partial<Said>) => checkedWord(act, { kind, was, becomes }, row.id),
    listing: {
      columns: [
        { key: 'was', label: '原来的类别', cell: (row) => row.was, onCards: 'title', fixed: true },
        { key: 'becomes', label: '归入现在的类别', cell: (row) => row.becomes },
        { key: 'kind', label: '哪种记录', cell: (row) => categorised[row.kind as 'proposal'], tight: true },
        { key: 'state', label: '状态', cell: (row) => categoryWord.states[row.state as 'in_use'].label, tight: true },
      ],
      filters: [choiceOn<CategoryWord, unknown>('kind', '哪种记录', categorised), stateFilter(categoryWord)],
      defaultSort: '',
      empty: '还没有类别对应。每年的类别表换了词，要跨年对比时，登记旧词归入哪个新词。',
    },
  }));
}
