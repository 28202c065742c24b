import { countFigures } from '#platform/figures/count.ts';
import { composed, dimensionNamed, pairsOf, simply, type Composition } from '#platform/figures/composition.ts';
import { composedInWords } from '#platform/figures/naming.ts';
import { page } from '#platform/http/answers.tsx';
import { derivedFacts, FieldOf } from '#platform/http/derived.tsx';
import { stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import type { Handler, Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import type { Standing } from '#platform/records/moment.ts';
import type { FormState } from '#platform/ui/form.tsx';
import { LongText, type Fact } from '#platform/ui/facts.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { askedOf, lookAt, scopeOf, type Asked } from '#reports/asked.ts';
import type { Declared } from '#reports/declared.ts';
import { divisionOf } from '#reports/figures/division.ts';
import { asFigure, compositionOf, nameOfOwn, type OwnFigure } from '#reports/figures/facts.ts';
import { correctOwn, enterOwn } from '#reports/figures/own/actions.ts';
import { ComposePage, type Preview } from '#reports/figures/own/compose-page.tsx';
import { composingIn, draftOf, textOf, type Composing } from '#reports/figures/own/composing.ts';
import { ownFigure, ownFigureFields, type OwnFigureRow } from '#reports/figures/own/record.ts';
import { waysFor } from '#reports/figures/ways.ts';
import { ownWordsOn, type OwnWords } from '#reports/quoting/own-words.ts';
import { asReported, listHref } from '#reports/quoting/reckoning.ts';

interface Around extends Surroundings {
  draft?: FormState['values'];
  /** The composition of the address, or of the record, in words. */
  words?: string;
  baseWords?: string;
}

export function mountOwn(site: Site, declared: Declared): void {
  site.add({ method: 'GET', path: `/${ownFigure.path}/compose`, handle: compose(declared) });
  mountResource(site, resource<OwnFigureRow, Around>({
    declared: ownFigure,
    fields: ownFigureFields,
    newLabel: '组合新数字',
    enterLabel: '保存',
    chosenFirst: (visit) => (visit.query.get('composition') ? undefined : `/${ownFigure.path}/compose`),
    around: (reading, rows, visit) => around(reading, rows, visit),
    known: (_, { draft }) => draft ?? {},
    enter: enterOwn(declared),
    correct: correctOwn(declared),
    form: ({ form, around: its, visit }) => <OwnForm form={form} around={its} visit={visit} />,
    facts: (row, { words, baseWords }, visit) => factsOf(row, visit, words, baseWords),
    others: (row, _, visit) => [
      ...(row.state === 'in_use' ? [{ label: '看数字', href: `/figures/${nameOfOwn(row)}` }] : []),
      ...(holds(visit.actor, 'county_office') ? [{ label: '重新组合', href: `/${ownFigure.path}/compose?${row.composition}&own=${row.id}${ofIn(row)}` }] : []),
    ],
    listing: {
      columns: [
        { key: 'label', label: '名称', cell: (row) => row.label, onCards: 'title', fixed: true },
        { key: 'name', label: '模板里的名称', cell: nameOfOwn, tight: true },
        { key: 'definition', label: '定义', cell: (row) => row.definition },
        { key: 'kind', label: '种类', cell: (row) => (row.ratio_of ? '占比' : '数字'), tight: true },
        { key: 'state', label: '状态', cell: (row) => ownFigure.states[row.state as 'in_use'].label, tight: true },
      ],
      filters: [stateFilter(ownFigure)],
      defaultSort: '',
      empty: '还没有自拟数字。报告里要写系统没有现成的数字时，从已有的数字组合一个。',
    },
  }));
}

/** Which figure it is a share of, for composing it again. */
const ofIn = ({ ratio_of }: OwnFigureRow): string => {
  const of = ratio_of ? compositionOf(ratio_of) : undefined;
  return of ? `&of=${of.figure}${of.parts.length > 0 ? '&of_alike=yes' : ''}` : '';
};

async function around(reading: Reading, rows: readonly OwnFigureRow[], visit: Visit): Promise<Around> {
  const typed = visit.query.get('composition');
  const [row] = visit.param('id') ? rows : [];
  const text = typed ?? row?.composition;
  if (!text) return { choices: {} };
  const baseText = typed ? visit.query.get('ratio_of') : row?.ratio_of;
  const [part, whole] = [compositionOf(text), baseText ? compositionOf(baseText) : undefined];
  const words = await wordsFor(reading, part);
  const baseWords = whole && (await wordsFor(reading, whole));
  const draft = typed ? { ...(await draftOf(reading, part, whole)), composition: textOf(part), ...(whole ? { ratio_of: textOf(whole), decimals: 2 } : {}) } : undefined;
  return { choices: {}, draft, words, baseWords };
}

/** In words; of one whose parts are gone, why it cannot be said. */
async function wordsFor(reading: Reading, composition: Composition): Promise<string> {
  try {
    return (await composedInWords(reading, composition)).figure.label;
  } catch (error) {
    if (error instanceof Problem) return `（已不成立：${error.message}）`;
    throw error;
  }
}

function OwnForm({ form, around: { draft, words, baseWords }, visit }: { form: FormState; around: Around; visit: Visit }) {
  const composition = visit.query.get('composition') ? draft?.['composition'] : form.values['composition'];
  const ratioOf = visit.query.get('composition') ? draft?.['ratio_of'] : form.values['ratio_of'];
  const problem = form.problems['composition'] ?? form.problems['ratio_of'];
  if (!composition) return <Remark tone="warning">请先<a href={`/${ownFigure.path}/compose`}>组合一个统计数字</a>，看到它是多少，再来起名字。</Remark>;
  const shown = draft && visit.param('id') ? { ...form, values: { ...form.values, definition: String(draft['definition']) } } : form; // put together anew, it counts something else
  const field = (name: string) => <FieldOf of={ownFigureFields} name={name} form={shown} choices={{}} />;
  return (
    <>
      <Remark tone={problem ? 'warning' : 'info'}>{problem ?? <>组成：{words ?? sayings(visit, String(composition))}{ratioOf && <>；占{baseWords ?? sayings(visit, String(ratioOf))}的百分比</>}</>}</Remark>
      <input type="hidden" name="composition" value={String(composition)} id="field-composition" />
      {ratioOf && <input type="hidden" name="ratio_of" value={String(ratioOf)} id="field-ratio_of" />}
      {field('label')}
      {field('definition')}
      {field('unit')}
      {ratioOf && <>{field('decimals')}{field('convention')}</>}
    </>
  );
}

/** After a problem the form has only what was sent. */
function sayings({ house }: Visit, text: string): string {
  try {
    return composed({ house }, compositionOf(text)).figure.label;
  } catch {
    return '';
  }
}

/** A name of its own means nothing elsewhere; what it is made of does, unless that names people or places of this county. */
function forSuperiors(house: Visit['house'], { ratioOf, composition }: OwnFigure): string {
  if (ratioOf) return '自拟的占比只在本县有定义。上级需要时，请上级把分子和分母作为两个数字来要，或者选系统里现成的比率。';
  const base = composed({ house }, simply(composition.figure)).figure;
  const named = composition.parts.find(({ dimension }) => dimensionNamed({ house }, base, dimension).named);
  if (named) return `条件“${dimensionNamed({ house }, base, named.dimension).label}”指的是本县的记录，别的县没有同一个，所以上级不能要这个数字。`;
  const conditions = new URLSearchParams(pairsOf(composition).filter(([key]) => key !== 'figure')).toString();
  return `名称只在本县有效。上级要各县报同样的数字时，选“${base.label}”，附加条件填：${conditions}`;
}

function factsOf(row: OwnFigureRow, { house }: Visit, words?: string, baseWords?: string): Fact[] {
  const own = asFigure({ house }, row);
  const plain = derivedFacts(ownFigureFields.omit({ composition: true, ratio_of: true, ...(row.ratio_of ? {} : { decimals: true, convention: true }) }), row as unknown as Record<string, unknown>, {});
  return [
    { label: '模板里的名称', value: `{${nameOfOwn(row)}}` }, ...plain,
    { label: row.ratio_of ? '分子' : '组成', value: <LongText text={words ?? ''} />, wide: true },
    ...(row.ratio_of ? [{ label: '分母', value: <LongText text={baseWords ?? ''} />, wide: true }] : []),
    { label: typeof own === 'string' ? '现在不能用' : '上级要用', value: typeof own === 'string' ? own : forSuperiors(house, own), wide: true },
  ];
}

const compose = (declared: Declared): Handler => (visit) => {
  if (!holds(visit.actor, 'county_office')) throw new Problem(403, 'not_yours', '统计数字由县政协办公室组合，您不在其中。');
  const asked = { ...askedOf(visit), committee: undefined };
  return lookAt(visit, asked, async (standing) => {
    const composing = await composingIn(standing.reading, declared, visit.query, scopeOf(asked));
    const own = visit.query.get('own') || undefined;
    return page(visit, <ComposePage frame={frameOf(visit)} asked={asked} composing={composing} figures={choicesOf(declared, await ownWordsOn(standing.reading, asked.to))} preview={await previewOf(standing, composing, asked)} keepHref={keepHref(composing, own)} own={own} />);
  });
};

function keepHref({ composition, base }: Composing, own: string | undefined): string | undefined {
  if (!composition) return undefined;
  const kept = new URLSearchParams({ composition: textOf(composition), ...(base ? { ratio_of: textOf(base) } : {}) });
  return `/${ownFigure.path}/${own ? `${own}/edit` : 'new'}?${kept}`;
}

/** By the chapters of the speech. What follows from records can be quoted and divided, not put together. */
function choicesOf({ figures, chapterOf }: Declared, own: OwnWords) {
  const groups = Map.groupBy(figures.filter(({ derived }) => !derived), ({ name }) => chapterOf?.get(name) ?? '其他');
  return [...groups].map(([chapter, theirs]) => ({ chapter, options: theirs.map(({ name, label }) => ({ value: name, label: own(label) })) }));
}

async function previewOf(standing: Standing, { figure, base }: Composing, asked: Asked): Promise<Preview | undefined> {
  if (!figure) return undefined;
  const { reading, at } = standing;
  const whole = base && composed(reading, base).figure;
  const numberOf = async (one: NonNullable<typeof whole>) => (await countFigures(asReported(reading), [one], scopeOf(asked))).get(one.name) ?? 0;
  const way = waysFor(reading.house, figure).find(({ named }) => named === 'committee');
  return {
    value: await numberOf(figure), href: listHref(reading, figure, { asked, at }),
    ...(whole ? { base: { label: whole.label, value: await numberOf(whole), href: listHref(reading, whole, { asked, at }) } } : {}),
    division: way ? await divisionOf(standing, figure, [way], asked) : undefined,
  };
}
