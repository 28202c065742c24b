/** What the tests use of the foreign client; it brings no types of its own. */
declare module 'open311' {
  type Answered = (error: unknown, data: any) => void;

  export default class Open311 {
    constructor(settings: { discovery?: string; endpoint?: string; apiKey?: string; jurisdiction?: string; format?: string });
    serviceDiscovery(options: { cache?: boolean; type?: string }, answered: Answered): void;
    serviceList(answered: Answered): void;
    serviceDefinition(code: string, answered: Answered): void;
    submitRequest(data: object, answered: Answered): void;
    token(token: string, answered: Answered): void;
    serviceRequests(which: string | string[] | object, ...rest: [object, Answered] | [Answered]): void;
  }
}

declare module 'xml2js' {
  export function parseStringPromise(text: string, options?: object): Promise<any>;
}
