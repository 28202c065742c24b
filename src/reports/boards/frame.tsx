import type { PropsWithChildren } from 'hono/jsx';
import { Desk, InventedBanner } from '#platform/ui/desk.tsx';
import { Page } from '#platform/ui/document.tsx';
import { addressWith, type Frame } from '#platform/ui/frame.ts';
import { Head, type Action } from '#platform/ui/head.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import { labels } from '#platform/ui/labels.ts';
import type { Option } from '#platform/ui/filters.tsx';
import { Asking } from '#reports/asking.tsx';
import { queryOf, type Asked } from '#reports/asked.ts';

export interface BoardFrameProps {
  frame: Frame;
  title: string;
  lead: string;
  asked: Asked;
  /** Committees whose boards this person may read. */
  committees: readonly Option[];
  wholeCounty: boolean;
  /** On a wall: the same page larger, alone, fetched again by itself. */
  wall: Wall | undefined;
}

export interface Wall {
  /** Minutes until it is fetched again; undefined: it stays as it is. */
  every: number | undefined;
}

/** A board on a desk, on a phone, on one sheet of paper, or on a wall. */
export function BoardFrame({ children, ...props }: PropsWithChildren<BoardFrameProps>) {
  const { frame, title, lead, asked, committees, wholeCounty, wall } = props;
  if (wall) return <OnWall {...props} wall={wall}>{children}</OnWall>;
  return (
    <Desk frame={frame} title={title}>
      <Head title={title} lead={lead} others={others(props)} />
      <div class="board-asking"><Asking action="/boards" asked={asked} committees={committees} wholeCounty={wholeCounty} /></div>
      <div class="board">{children}</div>
    </Desk>
  );
}

function others({ frame, asked, wholeCounty }: BoardFrameProps): Action[] {
  const query = queryOf(asked);
  const pages: Action[] = [
    ...(wholeCounty ? [{ label: '全县看板', href: `/boards/county?${without(query, 'committee')}` }, { label: '领导看板', href: `/boards/leader?${without(query, 'committee')}` }] : []),
    { label: '数据质量', href: `/boards/quality?${query}` },
  ];
  return [...pages.filter(({ href }) => href.split('?')[0] !== frame.here.path), { label: '放大上墙', href: addressWith(frame.here, { wall: 'yes' }) }];
}

function without(query: URLSearchParams, name: string): URLSearchParams {
  const rest = new URLSearchParams(query);
  rest.delete(name);
  return rest;
}

function OnWall({ frame, title, lead, wall: { every }, children }: PropsWithChildren<BoardFrameProps & { wall: Wall }>) {
  return (
    <Page title={title} site={frame.county.name} elder={false} contrast={frame.contrast} csrf={frame.csrf} look="desk" bodyClass="on-wall">
      {frame.county.invented && <InventedBanner />}
      <main id="content" class="content">
        <Head title={title} lead={lead} />
        <div class="board">{children}</div>
      </main>
      <footer class="wall-foot">
        <span>{every === undefined ? '不会自己更新。' : `每${every}分钟自己更新一次。`}</span>
        <a href={addressWith(frame.here, { still: every === undefined ? undefined : 'yes' })} data-turbo="false">{every === undefined ? '恢复自己更新' : '停止自己更新'}</a>
        <a href={addressWith(frame.here, { wall: undefined, still: undefined })} data-turbo="false">回到平常大小</a>
        <a href={frame.feedback}><Icon name="feedback" />{labels.feedback}</a>
      </footer>
    </Page>
  );
}
