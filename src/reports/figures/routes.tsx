import { json, page } from '#platform/http/answers.tsx';
import { isChosen, type Ratio } from '#platform/figures/figure.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import type { Handler, Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { notFound } from '#platform/problems.ts';
import { allAppliedAt } from '#plans/facts.ts';
import type { Standing } from '#platform/records/moment.ts';
import { askedOf, lookAt, queryOf, type Asked } from '#reports/asked.ts';
import { seesWholeCounty } from '#reports/facts.ts';
import type { Declared } from '#reports/declared.ts';
import { ownWordsOn } from '#reports/own-words.ts';
import { overridesFor } from '#reports/overrides/facts.ts';
import { placesFor } from '#reports/places.ts';
import { plainClaim, plainFigure, plainly, plainRatio } from '#reports/plain.ts';
import { quoteClaim, quoteFigures, quoteRatios, ratiosOn, reckon } from '#reports/quoting.ts';
import { ClaimPage, FiguresPage, RatioPage } from '#reports/figures/page.tsx';

/** What every answer about figures says of itself. */
const scopeQuery = ['from', 'to', 'committee', 'asof'].map((name) => ({ name, in: 'query', schema: { type: 'string' } }));

export function mountFigures(site: Site, declared: Declared): void {
  const tag = '数字与判断';
  site.add({ method: 'GET', path: '/figures', handle: all(declared), api: { summary: '全部数字、比率和判断', tag, query: scopeQuery } });
  site.add({ method: 'GET', path: '/figures/:name', handle: one(declared), api: { summary: '一个数字或比率', tag, query: scopeQuery } });
  site.add({ method: 'GET', path: '/claims/:name', handle: claimed(declared), api: { summary: '一个判断和它的反例', tag, query: scopeQuery } });
}

const all = (declared: Declared): Handler => async (visit) => {
  const asked = askedOf(visit);
  return lookAt(visit, asked, async (standing) => {
    const { committees, place } = await placesFor(standing.reading, asked, visit.county.name);
    const reckoned = await reckon(standing, declared, asked);
    if (visit.json) return json(visit, { ...about(asked, standing), ...plainly(reckoned) });
    const asking = { committees, wholeCounty: seesWholeCounty(visit.actor) };
    return page(visit, <FiguresPage frame={frameOf(visit)} asked={asked} at={standing.at} place={place} reckoned={reckoned} applied={await allAppliedAt(standing.reading, judgedBy([...declared.claims, ...declared.ratios.filter(isChosen)]), asked.to)} asking={asking} mayReadSpeech={seesWholeCounty(visit.actor)} />);
  });
};

/** The parameters by which any of these is judged, each once. */
const judgedBy = (declared: readonly { parameters?: readonly string[] }[]): string[] => [...new Set(declared.flatMap(({ parameters = [] }) => parameters))];

/** A ratio has a page of its own; a figure's page is the list it counts. */
const one = (declared: Declared): Handler => async (visit) => {
  const asked = askedOf(visit);
  const name = visit.param('name');
  return lookAt(visit, asked, async (standing) => {
    const [ratio] = await ratiosOn(standing, declared.ratios.filter((candidate) => candidate.name === name), asked);
    const names = ratio ? [ratio.numerator, ratio.denominator] : [name];
    const { place } = await placesFor(standing.reading, asked, visit.county.name);
    const others = ratio ? declared.ratios.filter((candidate): candidate is Ratio => !isChosen(candidate) && candidate.denominator === ratio.denominator && candidate.numerator !== ratio.numerator) : [];
    const wanted = new Set([...names, ...others.map(({ numerator }) => numerator)]);
    const figures = await quoteFigures(standing, declared.figures.filter((figure) => wanted.has(figure.name)), asked);
    const parts = names.flatMap((part) => figures.find((figure) => figure.name === part) ?? []);
    if (parts.length < names.length) throw notFound('这个数字');
    if (!ratio) return visit.json ? json(visit, { ...about(asked, standing), ...plainFigure(parts[0]!) }) : visit.context.redirect(parts[0]!.href ?? '/figures', 303);
    const [quote] = quoteRatios([ratio], figures, asked, standing.at);
    if (visit.json) return json(visit, { ...about(asked, standing), ...plainRatio(quote!) });
    const content = <RatioPage frame={frameOf(visit)} asked={asked} at={standing.at} place={place} quote={quote!} parts={parts} others={quoteRatios(others, figures, asked, standing.at)} applied={await allAppliedAt(standing.reading, judgedBy(declared.ratios.filter(isChosen).filter((candidate) => candidate.name === name)), asked.to)} />;
    return page(visit, content);
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
