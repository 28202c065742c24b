import { committee, type Committee } from '#institutions/committees/record.ts';
import { committeeRoles, post, type Post } from '#institutions/posts/record.ts';
import { page } from '#platform/http/answers.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { holds, roles } from '#platform/identity/actor.ts';
import { notFound } from '#platform/problems.ts';
import { get } from '#platform/records/read.ts';
import { printedDay, today } from '#platform/time.ts';
import type { Frame } from '#platform/ui/frame.ts';
import { PaperPage } from '#platform/ui/paper.tsx';

/** Whose appointment can be certified: who holds a post of a committee, and not for the time being only. */
export const certified = ({ role, state, acting }: Post): boolean => committeeRoles.includes(role) && state === 'holding' && !acting;

/** The certificate (任命书) of whoever was appointed, to be printed, sealed and handed over. Domain rules 1.4. */
export function mountCertificate(site: Site): void {
  site.add({ method: 'GET', path: '/posts/:id/certificate', handle: certificate });
}

async function certificate(visit: Visit): Promise<Response> {
  if (!holds(visit.actor, 'county_office')) throw notFound('这份任命书');
  const { row, at } = await look(visit, async (reading) => {
    const found = await get<Post>(reading, post, visit.param('id'));
    if (!certified(found)) throw notFound('这份任命书');
    return { row: found, at: await get<Committee>(reading, committee, found.committee_id!) };
  });
  return page(visit, <CertificatePage frame={frameOf(visit)} row={row} at={at} organ={visit.county.bodyName} />);
}

/** The committee's name says already of what. */
const wordOf = ({ role }: Post): string => roles[role as keyof typeof roles].replace('联络委', '');

const CertificatePage = ({ frame, row, at, organ }: { frame: Frame; row: Post; at: Committee; organ: string }) => (
  <PaperPage frame={frame} title={`${row.name}任命书`} size="a4" back={{ label: post.nameOf(row), href: `/posts/${row.id}` }}>
    <article class="paper paper-a4 certificate">
      <p class="paper-from">{frame.county.name}</p>
      <h1>任命书</h1>
      <div class="certificate-words">
        <p>{row.name}同志：</p>
        <p class="certificate-sentence">{row.document_no && `根据${row.document_no}文件，`}任命您为{at.name}{wordOf(row)}。</p>
      </div>
      <div class="certificate-close">
        <p>{organ}</p>
        <p>{printedDay(row.since ?? today())}</p>
      </div>
      <p class="paper-foot">编号：{row.certificate_no ?? '　　　　　　'}</p>
    </article>
  </PaperPage>
);
