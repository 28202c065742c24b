import { csvStream, csvType } from '#platform/documents/sheet.ts';
import { isChosen, type Ratio } from '#platform/figures/figure.ts';
import { json, page } from '#platform/http/answers.tsx';
import { namedFile } from '#platform/http/disposition.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import type { Handler, Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { publicOrigin } from '#platform/identity/browser.ts';
import { notFound } from '#platform/problems.ts';
import { allAppliedAt } from '#plans/facts.ts';
import type { Standing } from '#platform/records/moment.ts';
import { askedOf, lookAt, queryOf, type Asked } from '#reports/asked.ts';
import { seesWholeCounty } from '#reports/facts.ts';
import type { Declared } from '#reports/declared.ts';
import { presetsOn } from '#reports/figures/asking.ts';
import { declaredWithOwn, ownFigures } from '#reports/figures/facts.ts';
import { FigurePage, pinnedQuery } from '#reports/figures/figure-page.tsx';
import { ClaimPage } from '#reports/figures/claim-page.tsx';
import { FiguresPage } from '#reports/figures/page.tsx';
import { RatioPage } from '#reports/figures/ratio-page.tsx';
import { dividedRatio, shareIn } from '#reports/figures/ratio-table.tsx';
import { isPart, lookedIn, namesLooked, registryChoices } from '#reports/figures/registry.ts';
import { plainView, tableOf, viewOf } from '#reports/figures/view.ts';
import { ownWordsOn } from '#reports/quoting/own-words.ts';
import { overridesFor } from '#reports/overrides/facts.ts';
import { placesFor } from '#reports/places.ts';
import { plainClaim, plainly, plainRatio } from '#reports/quoting/plain.ts';
import { quoteClaim, quoteFigures, quoteRatios, ratiosOn, reckon } from '#reports/quoting/reckoning.ts';

/** What every answer about figures says of itself. */
const scopeQuery = ['from', 'to', 'committee', 'asof'].map((name) => ({ name, in: 'query', schema: { type: 'string' } }));
const registryQuery = ['q', 'chapter', 'about', 'kind'].map((name) => ({ name, in: 'query', schema: { type: 'string' } }));
const divisionQuery = ['by', 'with', 'without', 'each', 'sum'].map((name) => ({ name, in: 'query', schema: { type: 'string' } }));

export function mountFigures(site: Site, declared: Declared): void {
  const tag = '数字与判断';
  site.add({ method: 'GET', path: '/figures', handle: all(declared), api: { summary: '全部数字、比率和判断，可以查找', tag, query: [...scopeQuery, ...registryQuery] } });
  site.add({ method: 'GET', path: '/figures/:name', handle: one(declared), api: { summary: '一个数字或比率，可以按维度分', tag, query: [...scopeQuery, ...divisionQuery] } });
  site.add({ method: 'GET', path: '/figures/:name/table.csv', handle: table(declared) });
  site.add({ method: 'GET', path: '/claims/:name', handle: claimed(declared), api: { summary: '一个判断和它的反例', tag, query: scopeQuery } });
}

const all = (declared: Declared): Handler => async (visit) => {
  const asked = askedOf(visit);
  return lookAt(visit, asked, async (standing) => {
    const full = await declaredWithOwn(standing.reading, declared);
    const looked = lookedIn(visit.query);
    const names = namesLooked(full, looked);
    const { committees, place } = await placesFor(standing.reading, asked, visit.county.name);
    const found = await reckon(standing, full, asked, names);
    const reckoned = { ...found, figures: found.figures.filter(({ name }) => !isPart(name) && (names?.has(name) ?? true)) };
    if (visit.json) return json(visit, { ...about(asked, standing), ...plainly(reckoned) });
    const told = { ...full, claims: full.claims.filter(({ name }) => names?.has(name) ?? true), ratios: full.ratios.filter(({ name }) => names?.has(name) ?? true) };
    return page(visit, (
      <FiguresPage
        frame={frameOf(visit)} asked={asked} at={standing.at} place={place} reckoned={reckoned} narrowed={names !== undefined} looked={looked} choices={registryChoices(visit.house, full, await ownWordsOn(standing.reading, asked.to))}
        applied={await allAppliedAt(standing.reading, judgedBy([...told.claims, ...told.ratios.filter(isChosen)]), asked.to)}
        asking={{ committees, wholeCounty: seesWholeCounty(visit.actor) }} mayReadSpeech={seesWholeCounty(visit.actor)} mayCompose={mayCompose(visit)}
      />
    ));
  });
};

const mayCompose = ({ actor }: Visit): boolean => holds(actor, 'county_office');

/** The parameters by which any of these is judged, each once. */
const judgedBy = (declared: readonly { parameters?: readonly string[] }[]): string[] => [...new Set(declared.flatMap(({ parameters = [] }) => parameters))];

const one = (declared: Declared): Handler => async (visit) => {
  const asked = askedOf(visit);
  return lookAt(visit, asked, async (standing) => {
    const full = await declaredWithOwn(standing.reading, declared);
    const [ratio] = await ratiosOn(standing, full.ratios.filter(({ name }) => name === visit.param('name')), asked);
    return ratio ? ratioAnswer(visit, standing, full, ratio, asked) : figureAnswer(visit, standing, full, asked);
  });
};

async function figureAnswer(visit: Visit, standing: Standing, declared: Declared, asked: Asked): Promise<Response> {
  const name = visit.param('name');
  const view = await viewOf(standing, declared, name, visit.query, asked);
  if (visit.json) return json(visit, { ...about(asked, standing), ...plainView(view) });
  const { committees, place } = await placesFor(standing.reading, asked, visit.county.name);
  const frame = frameOf(visit);
  const own = name.startsWith('own_') ? await ownPage(standing, name) : undefined;
  const composing = new URLSearchParams([['figure', name], ...[...visit.query].filter(([key]) => key === 'with' || key === 'without' || key.startsWith('by.'))]);
  const others = own ? [{ label: '看它的组成', href: own }] : mayCompose(visit) && !view.figure.derived ? [{ label: '组合成新数字', href: `/own-figures/compose?${composing}` }] : [];
  return page(visit, (
    <FigurePage
      frame={frame} view={view} asked={asked} at={standing.at} place={place} presets={await presetsOn(standing.reading, asked)} others={others}
      asking={{ committees, wholeCounty: seesWholeCounty(visit.actor) }} pinned={`${publicOrigin(visit.context)}${visit.path}?${pinnedQuery(frame, asked, standing.at)}`}
    />
  ));
}

const ownPage = async ({ reading }: Standing, name: string): Promise<string | undefined> => {
  const own = (await ownFigures(reading)).find((candidate) => candidate.name === name);
  return own && `/own-figures/${own.id}`;
};

async function ratioAnswer(visit: Visit, standing: Standing, declared: Declared, ratio: Ratio, asked: Asked): Promise<Response> {
  const names = [ratio.numerator, ratio.denominator];
  const others = declared.ratios.filter((candidate): candidate is Ratio => !isChosen(candidate) && candidate.denominator === ratio.denominator && candidate.numerator !== ratio.numerator);
  const wanted = new Set([...names, ...others.map(({ numerator }) => numerator)]);
  const figures = await quoteFigures(standing, declared.figures.filter((figure) => wanted.has(figure.name)), asked);
  const parts = names.flatMap((part) => figures.find((figure) => figure.name === part) ?? []);
  if (parts.length < names.length) throw notFound('这个数字');
  const [quote] = quoteRatios([ratio], figures, asked, standing.at);
  const divided = await dividedRatio(standing, declared, ratio, visit.query.getAll('by'), asked);
  if (visit.json) {
    const rows = divided.by && { by: divided.by.name, parts: divided.rows.map((row) => ({ value: row.key, label: row.label, numerator: row.numerator?.n ?? 0, denominator: row.denominator?.n ?? 0, percentage: shareIn(row, ratio.decimals) ?? null })) };
    return json(visit, { ...about(asked, standing), ...plainRatio(quote!), ...rows });
  }
  const { committees, place } = await placesFor(standing.reading, asked, visit.county.name);
  const applied = await allAppliedAt(standing.reading, judgedBy(declared.ratios.filter(isChosen).filter((candidate) => candidate.name === ratio.name)), asked.to);
  return page(visit, <RatioPage frame={frameOf(visit)} asked={asked} at={standing.at} place={place} quote={quote!} parts={parts} others={quoteRatios(others, figures, asked, standing.at)} applied={applied} divided={divided} asking={{ committees, wholeCounty: seesWholeCounty(visit.actor) }} />);
}

/** What the page shows as a table, whole. */
const table = (declared: Declared): Handler => async (visit) => {
  const asked = askedOf(visit);
  return lookAt(visit, asked, async (standing) => {
    const view = await viewOf(standing, await declaredWithOwn(standing.reading, declared), visit.param('name'), visit.query, asked);
    const { head, rows } = tableOf(view);
    const columns = head.map((label, place) => ({ label, kind: 'text' as const, width: 14, value: (row: readonly (string | number)[]) => row[place] }));
    return new Response(csvStream(columns, rows) as ConstructorParameters<typeof Response>[0], {
      headers: { 'content-type': csvType, 'content-disposition': namedFile('attachment', `${view.figure.label}（${asked.from}至${asked.to}）.csv`), 'cache-control': 'no-store' },
    });
  });
};

const claimed = (declared: Declared): Handler => async (visit) => {
  const asked = askedOf(visit);
  const found = declared.claims.find(({ name }) => name === visit.param('name'));
  if (!found) throw notFound('这个判断');
  return lookAt(visit, asked, async (standing) => {
    const { place } = await placesFor(standing.reading, asked, visit.county.name);
    const overrides = asked.committee ? undefined : await overridesFor(standing.reading, asked.to);
    const quote = await quoteClaim(standing, found, asked, { own: await ownWordsOn(standing.reading, asked.to), override: overrides?.get(found.name) });
    if (visit.json) return json(visit, { ...about(asked, standing), ...plainClaim(quote) });
    const applied = await allAppliedAt(standing.reading, judgedBy([found]), asked.to);
    return page(visit, <ClaimPage frame={frameOf(visit)} asked={asked} at={standing.at} place={place} quote={quote} applied={applied} mayOverride={mayOverride(visit, asked)} />);
  });
};

const mayOverride = (visit: Visit, asked: Asked): boolean => holds(visit.actor, 'county_office') && !asked.committee;

const about = (asked: Asked, { at }: Standing) => ({ from: asked.from, to: asked.to, committee: asked.committee ?? null, as_of: at.toISOString(), query: queryOf(asked, at).toString() });
