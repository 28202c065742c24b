import { CsrfInput } from './csrf.tsx';
import type { Here } from './frame.ts';
import { Icon } from './icons.tsx';
import { labels } from './labels.ts';

export interface SavedViews {
  /** `removeTo` is where a POST deletes the view; views given by the county have none. */
  saved: { label: string; href: string; removeTo?: string }[];
  /** Where a POST with `name` and `query` keeps the present filters as a view. */
  saveTo?: string;
}

/** 常用视图: ready sets of filters as a row of links. */
export function Views({ views, here, csrf }: { views: SavedViews; here: Here; csrf?: string }) {
  const query = here.query.toString();
  const isNow = (href: string) => addressOf(href) === addressOf(`${here.path}?${query}`);
  return (
    <nav class="views" aria-label={labels.views}>
      <ul>
        {views.saved.map((view) => (
          <li>
            <a href={view.href} aria-current={isNow(view.href) ? 'page' : undefined}>
              {view.label}
            </a>
            {view.removeTo && isNow(view.href) && (
              <form method="post" action={view.removeTo}>
                <CsrfInput csrf={csrf} />
                <button type="submit" class="tool" aria-label={`${labels.viewRemove}：${view.label}`}>
                  <Icon name="close" />
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {views.saveTo && query !== '' && <SaveView saveTo={views.saveTo} query={query} csrf={csrf} />}
    </nav>
  );
}

/** Path and query in one spelling, whatever way the characters were escaped. */
function addressOf(href: string): string {
  const [path = '', query = ''] = href.split('?');
  return `${path}?${new URLSearchParams(query)}`;
}

function SaveView({ saveTo, query, csrf }: { saveTo: string; query: string; csrf?: string }) {
  return (
    <details class="drop">
      <summary class="btn btn-quiet">
        <Icon name="view" />
        <span>{labels.viewSave}</span>
      </summary>
      <form class="drop-body" method="post" action={saveTo}>
        <CsrfInput csrf={csrf} />
        <input type="hidden" name="query" value={query} />
        <label class="form-label" for="view-name">
          {labels.viewName}
        </label>
        <input class="form-control" id="view-name" name="name" required maxlength={20} />
        <button type="submit" class="btn btn-primary">
          {labels.save}
        </button>
      </form>
    </details>
  );
}
