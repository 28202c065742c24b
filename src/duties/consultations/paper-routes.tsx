import { committee, type Committee } from '#institutions/committees/record.ts';
import { page } from '#platform/http/answers.tsx';
import { boundAnswer, paperAnswer } from '#platform/http/paper-answer.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, titleIn, type Visit } from '#platform/http/visit.ts';
import { find, get } from '#platform/records/read.ts';
import { printedDay, today } from '#platform/time.ts';
import { PaperPage } from '#platform/ui/paper.tsx';
import { attendancesOf, onTheList } from '#duties/attending/asking.ts';
import { capacities, type Capacity } from '#duties/attending/words.ts';
import { consulting } from '#duties/consultations/consulting.ts';
import { kindChoices, kindOf } from '#duties/consultations/kinds.ts';
import { noticePapers, signSheet, type Convened } from '#duties/consultations/papers.ts';
import { consultation, type Consultation } from '#duties/consultations/record.ts';
import { whereOf } from '#duties/consultations/venues/where.ts';

/** What is printed for a consultation: notices by role, the sheet to sign, cards for the table, a sheet for the wall. */

const convened = (visit: Visit): Promise<Convened> => look(visit, async (reading) => {
  const row = await get<Consultation>(reading, consultation, visit.param('id'));
  const at = await find<Committee>(reading, committee, row.committee_id);
  const kinds = await kindChoices(reading, row.held_on);
  return {
    row, asked: (await attendancesOf(reading, consulting, row.id)).filter(onTheList), committee: at?.name ?? '', where: await whereOf(reading, row),
    kind: kinds.find(({ value }) => value === kindOf(row.kind))!.label, brand: titleIn(visit.county, consultation), today: today(),
  };
});

const backTo = ({ row }: Convened) => ({ label: row.topic, href: `/${consultation.path}/${row.id}` });

/** 席卡: a sheet for each, folded in the middle and put on the table, so that the name is read from both sides. */
async function cards(visit: Visit): Promise<Response> {
  const told = await convened(visit);
  return page(visit, (
    <PaperPage frame={frameOf(visit)} title={`${told.row.topic}席卡`} size="a5" back={backTo(told)}>
      {told.asked.length === 0 && <article class="paper paper-a5"><h1>名单上还没有人</h1><p class="paper-foot">先在“参加的人”里邀请，再来打印席卡。</p></article>}
      {told.asked.map(({ invitee, capacity }) => (
        <article class="paper paper-a5 paper-card">
          <div class="paper-card-side" aria-hidden="true"><p class="paper-card-name">{invitee}</p></div>
          <div class="paper-card-side">
            <h1 class="paper-card-name">{invitee}</h1>
            <p>{capacities[capacity as Capacity]}</p>
          </div>
        </article>
      ))}
    </PaperPage>
  ));
}

/** 议题公示: hangs in the village beforehand, in large letters. */
async function wallSheet(visit: Visit): Promise<Response> {
  const told = await convened(visit);
  const { row, committee: organ, where, brand } = told;
  return page(visit, (
    <PaperPage frame={frameOf(visit)} title={`${row.topic}公示`} size="a4" back={backTo(told)}>
      <article class="paper paper-a4">
        <p class="paper-from">{organ} · {brand}</p>
        <h1>{row.topic}</h1>
        <ol class="paper-steps">
          <li><span>时间：{printedDay(row.held_on)}{row.time_words}</span></li>
          <li><span>地点：{where || '另行通知'}</span></li>
          <li><span>欢迎来听、来说；来不了的，请告诉村干部或者联络委工作人员</span></li>
        </ol>
        <p class="paper-foot">协商是听取意见。商量出的意见报党委、政府或者村里，由他们依规定决定，结果再告诉大家。</p>
      </article>
    </PaperPage>
  ));
}

export function mountPapers(site: Site): void {
  const base = `/${consultation.path}/:id`;
  site.add({ method: 'GET', path: `${base}/notices.docx`, handle: async (visit) => boundAnswer(visit, noticePapers(await convened(visit))) });
  site.add({ method: 'GET', path: `${base}/sign-sheet.docx`, handle: async (visit) => paperAnswer(visit, signSheet(await convened(visit))) });
  site.add({ method: 'GET', path: `${base}/name-cards`, handle: cards });
  site.add({ method: 'GET', path: `${base}/wall-sheet`, handle: wallSheet });
}
