import type { Hono } from 'hono';
import { languageToRead } from '#platform/languages/chosen.ts';
import { noticingActs } from '#platform/records/noticing.ts';
import type { Program, Programs } from '#platform/languages/programs.ts';

type Speaker = Pick<Hono, 'fetch'>;
type Asked = Parameters<Hono['fetch']>;

/** What was sent is kept to be read once more when it is refused; of more than this only the Chinese sentence is told. */
const MOST_KEPT_BYTES = 1024 * 1024;

/**
 * The whole program in every language (decision 44). The Chinese one is the program: all acts run in it, so that nothing in another
 * language is ever stored, and all files come from it. Who reads another language is shown pages by that language's program; what was
 * sent and changed nothing, it is asked once more, without keeping anything.
 */
export function inEveryLanguage(chinese: Speaker, programs: Programs): Speaker {
  if (programs.size === 0) return chinese;
  const spoken = new Set(programs.keys());
  return {
    fetch(...asked: Asked) {
      const [request] = asked;
      const program = programs.get(languageToRead(request.headers, spoken) ?? '');
      if (!program) return chinese.fetch(...asked);
      if (request.method !== 'GET' && request.method !== 'HEAD') return acted(chinese, program, asked);
      return isFile(new URL(request.url).pathname) ? chinese.fetch(...asked) : shown(chinese, program, asked);
    },
  };
}

/** A language that cannot be opened is no reason to show nothing. */
async function shown(chinese: Speaker, program: () => Promise<Program>, asked: Asked): Promise<Response> {
  const opened = await program().catch((error: unknown) => void console.error('the program of another language could not be opened:', error));
  return (opened?.pages ?? chinese).fetch(...asked);
}

/** Papers, sheets and calendars go out in Chinese, and interfaces for programs speak it. */
const isFile = (path: string): boolean => !isAsset(path) && (path.startsWith('/api/') || path.startsWith('/open311/') || /\.[a-z]\w{1,4}$/i.test(path));

/** Styles and scripts, which every language has of its own. */
const isAsset = (path: string): boolean => path.startsWith('/assets/') || path === '/offline.js';

async function acted(chinese: Speaker, program: () => Promise<Program>, [request, ...around]: Asked): Promise<Response> {
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  if (!(length <= MOST_KEPT_BYTES)) return chinese.fetch(request, ...around);
  const body = await request.arrayBuffer();
  const again = () => new Request(request.url, { method: request.method, headers: request.headers, body });
  const { result: answer, acted: changed } = await noticingActs(async () => chinese.fetch(again(), ...around));
  return saysSomething(answer) && !changed ? saidAgain(answer, program, [again(), ...around]) : answer;
}

/** A refusal, or a page that only shows what would come of it. */
const saysSomething = ({ status, headers }: Response): boolean =>
  (status === 200 || (status >= 400 && status < 500)) && /^(text\/html|application\/(problem\+)?json)/.test(headers.get('content-type') ?? '');

/** The same in the reader's language. Should the matter have changed meanwhile, what the Chinese program said stands. */
async function saidAgain(answer: Response, program: () => Promise<Program>, asked: Asked): Promise<Response> {
  try {
    const said = await (await program()).trials.fetch(...asked);
    return said.status === answer.status ? said : answer;
  } catch (error) {
    console.error('an answer could not be said in another language:', error);
    return answer;
  }
}
