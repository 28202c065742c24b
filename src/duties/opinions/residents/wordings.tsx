import { parameterAt } from '#plans/facts.ts';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { is } from '#platform/predicate.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { create, type Circumstances, type Values } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { pageWording, wordingFields, type PageWording } from '#duties/opinions/residents/record.ts';
import { sentences, type SentenceName } from '#duties/opinions/residents/wording.tsx';

interface Around extends Surroundings {
  /** The language's name as the plan sets it; 无 when there is none. */
  called: string;
}

const names = Object.keys(sentences) as SentenceName[];
const written = (row: PageWording): number => names.filter((name) => row[name]).length;

const wordings = resource<PageWording, Around>({
  declared: pageWording,
  fields: wordingFields,
  newLabel: '写译文',
  around: async (reading) => ({ choices: {}, called: await parameterAt(reading, 'residents.language', today()) }),
  enter,
  correct: async (_act, _row, values) => checked(values),
  lead: (row, { called }) => `${called === '无' ? '还没有设第二种文字的名称（办法参数），群众看不到' : called} · 已写${written(row)}句，共${names.length}句；没写的用中文`,
  listOthers: () => [{ label: '设第二种文字的名称', href: '/parameters/residents.language' }],
  listing: {
    columns: [
      { key: 'language', label: '语言代码', cell: (row) => row.language, onCards: 'title', fixed: true },
      { key: 'written', label: '已写的句子', cell: (row) => written(row), align: 'end' },
      { key: 'state', label: '状态', cell: (row) => pageWording.states[row.state as 'shown']?.label, tight: true },
    ],
    filters: [],
    defaultSort: '-changed_at',
    empty: `还没有写译文。群众页面的${names.length}句话，可以用本县的第二种文字再写一遍。`,
  },
});

/** One language, one table of sentences. */
async function enter(act: Act, values: Values<PageWording>, how: Circumstances): Promise<PageWording> {
  const content = checked(values);
  const there = await list(act, pageWording, { where: is<PageWording>('language', content.language!), limit: 1 });
  if (there.length > 0) throw new Problem(409, 'already_there', '这种文字的译文已经有了，请打开那一条修改。');
  return create<PageWording>(act, pageWording, content, how);
}

/** The tag as the standard spells it. */
function checked(values: Values<PageWording>): Values<PageWording> {
  if (values.language === undefined) return values;
  try {
    const [language] = Intl.getCanonicalLocales(values.language);
    return { ...values, language: language! };
  } catch {
    throw invalid({ language: '“语言代码”不是国际通用的写法，例如侗文写 kmc-Latn，藏文写 bo。' });
  }
}

export const mountWordings = (site: Site): void => mountResource(site, wordings);
