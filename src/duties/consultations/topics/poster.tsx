import { committee } from '#institutions/committees/record.ts';
import { page } from '#platform/http/answers.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, titleIn, type Visit } from '#platform/http/visit.ts';
import { publicOrigin } from '#platform/identity/browser.ts';
import { get } from '#platform/records/read.ts';
import { PaperPage, SheetOfPaper } from '#platform/ui/paper.tsx';
import { consultation } from '#duties/consultations/record.ts';
import { topic } from '#duties/consultations/topics/record.ts';

/** Hangs where people meet: the code leads to the short form of this committee. */
const poster = (visit: Visit): Promise<Response> => look(visit, async (reading) => {
  const at = await get(reading, committee, visit.param('id'));
  const brand = titleIn(visit.county, consultation);
  return page(visit, (
    <PaperPage frame={frameOf(visit)} title={`${at.place}议题征集海报`} size="a4" back={{ label: topic.title, href: `/${topic.path}` }}>
      <SheetOfPaper
        size="a4" from={`${at.name} · ${brand}`} title="有事大家商量" address={`${publicOrigin(visit.context)}/t/${visit.county.slug}/suggest/${at.id}`} qrLabel="扫码提议题"
        steps={['用微信或手机浏览器扫上面的码', '写一件想和大家商量的事，不用登录', '记下回执号，看选没选上、为什么']}
        foot="不用登录，不问姓名电话。选了哪些事来商量、哪些没有选，都公布理由。商量出的意见供党委、政府和村里决定时参考。不会用手机的，请告诉村干部、政协委员或者联络委工作人员。"
      />
    </PaperPage>
  ));
});

export function mountPoster(site: Site): void {
  site.add({ method: 'GET', path: '/committees/:id/topic-poster', handle: poster });
}
