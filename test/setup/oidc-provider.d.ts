/** The parts of the provider that the tests start; the package brings no types. */
declare module 'oidc-provider' {
  export class Provider {
    constructor(issuer: string, configuration: {
      clients: readonly object[];
      features: Record<string, { enabled: boolean }>;
      pkce: { required(): boolean };
      fetch(address: string | URL, options: RequestInit): Promise<Response>;
      findAccount(context: unknown, id: string): { accountId: string; claims(): { sub: string } };
    });
    on(event: string, told: (context: unknown, error: unknown) => void): void;
    listen(port: number, ready: () => void): void;
  }
}
