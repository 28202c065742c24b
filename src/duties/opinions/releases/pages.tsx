import { randomUUID } from 'node:crypto';
import { filesPath } from '#platform/http/attachment-views.ts';
import type { Attachment } from '#platform/files/attachments.ts';
import type { Recorded } from '#platform/lifecycle/lifecycle.ts';
import { printedDay } from '#platform/time.ts';
import { CsrfInput } from '#platform/ui/csrf.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { PublicPage, SheetCard } from '#platform/ui/public.tsx';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { knownOf } from '#duties/opinions/shield/apart.ts';
import { Marked } from '#duties/marked.tsx';
import { COLUMNS, ROWS } from '#duties/opinions/releases/pictures.ts';
import { release, type Release } from '#duties/opinions/releases/record.ts';

/** The text as the second reader looks at it: whatever may name somebody is marked. */
export const TextSection = ({ row, entry }: { row: Release; entry: LedgerEntry | undefined }) => (
  <Section title="公开的内容">
    <p class="hint">底色标出的地方可能让人认出是谁。电话、证件号和反映人的姓名必须去掉，其他的请复核人判断。</p>
    <h3>事项</h3>
    <Marked text={row.matter} known={entry ? knownOf(entry) : []} />
    <h3>答复</h3>
    <Marked text={row.answer} known={entry ? knownOf(entry) : []} />
  </Section>
);

/** The entry's pictures, each to be covered before it may stand beside the text. */
export const PicturesSection = ({ row, pictures }: { row: Release; pictures: readonly Attachment[] }) => (
  <Section title="台账里的图片" count={pictures.length}>
    <p class="hint">原图不公开。请先遮住面孔、车牌、门牌和文字，遮好的图作为这份公开稿的附件。</p>
    <ul class="plain">
      {pictures.map((picture) => <li><a href={`/${release.path}/${row.id}/pictures/${picture.id}`}>遮盖“{picture.name}”</a></li>)}
    </ul>
  </Section>
);

const cells = Array.from({ length: COLUMNS * ROWS }, (_, n) => n);

/** The picture under a grid of ticks: what is ticked becomes black. Works without scripts, with the keyboard, and on a telephone. */
export const CoverPage = ({ frame, row, entry, picture }: { frame: Frame; row: Recorded; entry: string; picture: Attachment }) => (
  <Desk frame={frame} title="遮盖图片">
    <Head title="遮盖图片" lead="点要遮住的方格，再点一次取消。遮住的地方在保存后就是黑色，不能还原；原图留在台账里。" back={{ label: '公开稿', href: `/${release.path}/${row.id}` }} />
    <form method="post" action={`/${release.path}/${row.id}/pictures/${picture.id}`} class="cover">
      <CsrfInput csrf={frame.csrf} />
      <input type="hidden" name="request_id" value={randomUUID()} />
      <div class="cover-picture">
        <img src={`${filesPath(ledgerEntry, entry, picture.id)}?view=1`} alt="要遮盖的图片" />
        <div class="cover-grid">
          {cells.map((n) => <label><input type="checkbox" name="cell" value={n} aria-label={`第${Math.floor(n / COLUMNS) + 1}行第${(n % COLUMNS) + 1}列`} /><span /></label>)}
        </div>
      </div>
      <div class="form-actions">
        <button type="submit" class="btn btn-primary">遮盖并附上</button>
        <a class="btn btn-quiet" href={`/${release.path}/${row.id}`}>取消</a>
      </div>
    </form>
  </Desk>
);

export const UnfitRemark = ({ sentence }: { sentence: string }) => <Remark tone="warning">{sentence}</Remark>;

interface Public {
  frame: Frame;
  /** `/r/<county>` */
  base: string;
}

/** What has been made public, newest first. */
export const ReleasedPage = ({ frame, base, rows, places, more }: Public & { rows: readonly Release[]; places: ReadonlyMap<string, string>; more?: string }) => (
  <PublicPage frame={frame} title="反映和答复公开" lead="群众反映、已经答复、经复核可以公开的事。不写反映人。">
    {rows.length === 0 && <SheetCard><p>还没有公开的事项。</p></SheetCard>}
    {rows.map((row) => (
      <SheetCard title={row.title}>
        <p>{places.get(row.committee_id) ?? ''}　{printedDay(row.published_on!)}公开</p>
        <p class="sheet-other"><a class="btn" href={`${base}/released/${row.id}`}>看答复</a></p>
      </SheetCard>
    ))}
    {more && <p class="sheet-other"><a class="btn" href={more}>看更早的</a></p>}
    <p class="sheet-other"><a class="btn" href={base}>我要反映</a></p>
  </PublicPage>
);

export const ReleasedOnePage = ({ frame, base, row, place, pictures }: Public & { row: Release; place: string; pictures: readonly string[] }) => (
  <PublicPage frame={frame} title={row.title} lead={`${place} · ${printedDay(row.published_on!)}公开`}>
    <SheetCard title="反映的事">
      <p class="long-text">{row.matter}</p>
      {pictures.map((href) => <img class="sheet-picture" src={href} alt="现场图片，已遮盖" loading="lazy" />)}
    </SheetCard>
    <SheetCard title="答复"><p class="long-text">{row.answer}</p></SheetCard>
    <p class="sheet-other"><a class="btn" href={`${base}/released`}>其他公开的事</a></p>
  </PublicPage>
);
