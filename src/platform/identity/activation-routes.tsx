import { page, seeOther } from '#platform/http/answers.tsx';
import { sent } from '#platform/http/body.ts';
import { knownCounties } from '#platform/http/counties.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import type { Handler, Visit } from '#platform/http/visit.ts';
import { expectFilled, formAgain, orAgain } from '#platform/identity/asked.ts';
import { originOf, sessionCookie } from '#platform/identity/browser.ts';
import { chosenCounty, goOn } from '#platform/identity/login-routes.tsx';
import { CodeEntryPage, WelcomePage } from '#platform/identity/pages/activation.tsx';
import { closeSession } from '#platform/identity/sessions.ts';
import type { Door } from '#platform/identity/attempts.ts';
import { codeForm, noSuchSlip, ownerOfSlip, useSlip, worksWithPassword } from '#platform/identity/slips.ts';
import { ofSlips } from '#platform/identity/tries.ts';
import { Problem } from '#platform/problems.ts';
import { freshForm, type FormState } from '#platform/ui/form.tsx';

export function mountActivation(site: Site): void {
  site.add({ method: 'GET', path: '/activate', open: true, handle: (visit) => drawEntry(visit, freshForm({ county: visit.query.get('county') ?? visit.county.slug })) });
  site.add({ method: 'POST', path: '/activate', open: true, handle: find });
  site.add({ method: 'GET', path: '/activate/:county/:code', open: true, handle: welcome });
  site.add({ method: 'POST', path: '/activate/:county/:code', open: true, handle: activate });
}

async function drawEntry(visit: Visit, form: FormState, status = 200): Promise<Response> {
  const counties = await knownCounties(visit.house).all();
  return page(visit, <CodeEntryPage frame={frameOf(visit)} form={form} counties={counties} />, status);
}

/** Wrong codes are counted by address; 78 bits are not guessed, but nobody shall try for free. */
async function counted<T>(door: Door, visit: Visit, work: () => Promise<T>): Promise<T> {
  const { address } = originOf(visit.context);
  await ofSlips.count(door, address);
  const result = await work();
  await ofSlips.forgive(door, address);
  return result;
}

const find: Handler = async (visit) => {
  const body = await sent(visit);
  return orAgain(
    async () => {
      const county = await chosenCounty(visit, body.text('county'));
      const typed = body.text('code') ?? '';
      expectFilled({ code: ['激活码', typed] });
      const code = codeForm(typed);
      if (!code) throw new Problem(422, 'invalid', '激活码没有对上。', { fields: { code: '激活码是16位字母和数字，没有0、1和字母I、L、O、U。请对照激活单再看看。' } });
      await counted({ house: visit.house, county }, visit, () => ownerOfSlip(visit.house, county.id, code));
      return seeOther(visit, `/activate/${county.slug}/${code}`);
    },
    (problem) => drawEntry(visit, formAgain(body, problem, ['county', 'code']), problem.status),
  );
};

/** The county of an address is the one it names, also for somebody signed in to another. */
async function countyInAddress(visit: Visit) {
  const slug = visit.param('county');
  const county = (await knownCounties(visit.house).all()).find((one) => one.slug === slug);
  if (!county) throw noSuchSlip();
  return county;
}

const welcome: Handler = async (visit) => {
  const county = await countyInAddress(visit);
  const owner = await counted({ house: visit.house, county }, visit, () => ownerOfSlip(visit.house, county.id, visit.param('code')));
  const frame = { ...frameOf(visit), county: { name: county.name, invented: county.invented } };
  return page(visit, <WelcomePage frame={frame} action={visit.path} name={owner.name} staff={worksWithPassword(owner.roles)} />);
};

const activate: Handler = async (visit) => {
  const body = await sent(visit);
  const county = await countyInAddress(visit);
  const { cookie, stage } = await counted({ house: visit.house, county }, visit, () => useSlip(visit.house, county.id, visit.param('code'), originOf(visit.context).device));
  const before = sessionCookie(visit.context);
  if (before) await closeSession(visit.house, before);
  return goOn(visit, cookie, stage, stage === 'open' && body.text('passkeys') === '1' ? '/me/passkeys/first' : '/');
};
