import { ownCommittee } from '#institutions/facts.ts';
import { mostWorkbookRows } from '#platform/documents/sheet.ts';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { boundAnswer, sheetAnswer } from '#platform/http/paper-answer.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { notFound, Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { today } from '#platform/time.ts';
import type { WorkKind } from '#platform/work.ts';
import { annualOf, annualsOf } from '#archives/annuals/facts.ts';
import { correctionsOf } from '#archives/corrections/facts.ts';
import { committeeDossier, memberDossier, profileOfCommittee, profileOfMember, readLines, type Dossier } from '#archives/dossiers/facts.ts';
import { annualParts, annualSummary } from '#archives/dossiers/annual.ts';
import { AnnualPage } from '#archives/dossiers/annual-page.tsx';
import { annualPapers } from '#archives/dossiers/annual-paper.ts';
import { committeesList, membersList } from '#archives/dossiers/lists.tsx';
import { DossierPage } from '#archives/dossiers/page.tsx';
import { dossierPapers, dossierSheet, type Printing } from '#archives/dossiers/papers.ts';
import { readsOthers } from '#archives/dossiers/whose.ts';

type Works = () => readonly WorkKind[];
type Subject = Dossier['subject'];

const opened = { member: memberDossier, committee: committeeDossier } as const;

/** A year as it is asked for in the address. */
function yearAsked({ query }: Visit): number | undefined {
  const asked = query.get('year');
  if (!asked) return undefined;
  const year = Number(asked);
  if (!Number.isInteger(year) || year < 1949 || year > 2200) throw new Problem(400, 'bad_year', '年份读不懂，请重新选择。');
  return year;
}

async function printingOf(reading: Reading, works: Works, visit: Visit, subject: Subject, year = yearAsked(visit)): Promise<Printing> {
  const dossier = await opened[subject](reading, visit.param('id'), year);
  const profile = dossier.member ? await profileOfMember(reading, dossier.member) : await profileOfCommittee(reading, dossier);
  const possible = [...new Set(works().filter(({ rows }) => rows[subject]).map(({ heading }) => heading))];
  return {
    dossier, profile, lines: await readLines(reading, works(), dossier), possible: subject === 'member' ? [...possible, 'leave'] : possible,
    annuals: subject === 'member' ? (await annualsOf(reading, dossier.id)).filter((one) => !dossier.year || one.year === dossier.year) : [],
    corrections: await correctionsOf(reading, subject, dossier.id), organ: visit.county.bodyName, day: today(),
  };
}

const show = (works: Works, subject: Subject) => (visit: Visit): Promise<Response> => look(visit, async (reading) => {
  const { dossier, profile, lines, possible } = await printingOf(reading, works, visit, subject);
  const wanted = visit.query.get('q') ?? '';
  const found = lines.filter(({ row, about }) => row.title.includes(wanted) || about.includes(wanted));
  if (visit.json) return json(visit, { name: dossier.name, ...dossier.shown, profile: Object.fromEntries(profile), items: found.map(({ row, kind, heading, about, by, href }) => ({ ...row, work: kind.name, heading, about, by, href })) });
  const back = readsOthers(visit.actor) ? { label: subject === 'member' ? '委员履职档案' : '联络委档案', href: `/archives/${subject}s` } : undefined;
  return page(visit, <DossierPage frame={frameOf(visit)} dossier={dossier} profile={profile} lines={lines} found={found} possible={possible} corrections={await correctionsOf(reading, subject, dossier.id)} back={back} />);
});

const paper = (works: Works, subject: Subject) => async (visit: Visit): Promise<Response> =>
  boundAnswer(visit, dossierPapers(await look(visit, (reading) => printingOf(reading, works, visit, subject))));

const sheet = (works: Works, subject: Subject) => async (visit: Visit): Promise<Response> => {
  const printing = await look(visit, (reading) => printingOf(reading, works, visit, subject));
  if (printing.lines.length > mostWorkbookRows) throw new Problem(422, 'too_many_rows', `Excel 一次最多导出${mostWorkbookRows}行，这份档案有${printing.lines.length}行。请选一个年份。`);
  return sheetAnswer(dossierSheet(printing));
};

/** The form of a year; the last one when none is asked for. Its numbers are those of the moment at which it was confirmed. */
const annualForm = async (reading: Reading, works: Works, visit: Visit): Promise<Printing> => {
  const { id, span } = await memberDossier(reading, visit.param('id'));
  const year = yearAsked(visit) ?? Number(span.to.slice(0, 4));
  const printing = await printingOf(reading, works, visit, 'member', year);
  const written = await annualOf(reading, id, year);
  return written?.state === 'confirmed' ? { ...printing, lines: await readLines({ ...reading, asOf: written.changed_at }, works(), printing.dossier) } : printing;
};

const annual = (works: Works) => (visit: Visit): Promise<Response> => look(visit, async (reading) => {
  const printing = await annualForm(reading, works, visit);
  if (visit.json) return json(visit, annualTold(printing));
  return page(visit, <AnnualPage frame={frameOf(visit)} printing={printing} />);
});

const annualTold = ({ dossier, profile, lines, annuals: [written] }: Printing) => {
  const parts = annualParts(lines);
  return { name: dossier.name, year: dossier.year, profile: Object.fromEntries(profile), parts, summary: written?.summary ?? annualSummary(dossier.year!, parts), state: written?.state ?? null, confirmed_on: written?.confirmed_on ?? null };
};

const annualPaper = (works: Works) => async (visit: Visit): Promise<Response> => boundAnswer(visit, annualPapers(await look(visit, (reading) => annualForm(reading, works, visit))));

/** The own archive, in one tap: the member's; of those who work for a committee the committee's; else the lists. */
const own = async (visit: Visit): Promise<Response> => {
  const { memberId } = visit.actor;
  const body = ownCommittee(visit.actor);
  if (memberId) return seeOther(visit, `/archives/members/${memberId}`);
  if (body) return seeOther(visit, `/archives/committees/${body}`);
  if (readsOthers(visit.actor)) return seeOther(visit, '/archives/members');
  throw notFound('您的履职档案');
};

export const mount = (works: Works) => (site: Site): void => {
  const year = [{ name: 'year', in: 'query', schema: { type: 'integer' } }] as const;
  const [tag, answer] = ['履职档案', { type: 'object' }] as const;
  site.add({ method: 'GET', path: '/archive', handle: own });
  site.add({ method: 'GET', path: '/archives/members', handle: membersList, readsOnly: true, api: { summary: '委员履职档案', tag, answer } });
  site.add({ method: 'GET', path: '/archives/committees', handle: committeesList, readsOnly: true, api: { summary: '联络委档案', tag, answer } });
  site.add({ method: 'GET', path: '/archives/members/:id/annual', handle: annual(works), readsOnly: true, api: { summary: '委员年度履职情况登记表', tag, query: [...year], answer } });
  site.add({ method: 'GET', path: '/archives/members/:id/annual.docx', handle: annualPaper(works) });
  for (const subject of ['member', 'committee'] as const) {
    const base = `/archives/${subject}s/:id`;
    site.add({ method: 'GET', path: base, handle: show(works, subject), readsOnly: true, api: { summary: subject === 'member' ? '一位委员的履职档案' : '一个联络委一年的档案', tag, query: [...year], answer } });
    site.add({ method: 'GET', path: `${base}/archive.docx`, handle: paper(works, subject) });
    site.add({ method: 'GET', path: `${base}/archive.xlsx`, handle: sheet(works, subject) });
  }
};
