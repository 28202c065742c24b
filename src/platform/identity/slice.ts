import type { Slice } from '#platform/chapter.ts';
import { policyKeys } from '#platform/identity/account-policy.ts';
import { mountActivation } from '#platform/identity/activation-routes.tsx';
import { mountDisplay } from '#platform/identity/display-routes.ts';
import { mountLogin } from '#platform/identity/login-routes.tsx';
import { mountOwn } from '#platform/identity/own-routes.tsx';
import { mountPasskeys } from '#platform/identity/passkeys/routes.tsx';
import { mountProof } from '#platform/identity/proof-routes.ts';
import { mountSignOn } from '#platform/identity/sign-on/routes.tsx';
import { mountSignOnSetting } from '#platform/identity/sign-on/setting-routes.tsx';
import { mountSlips } from '#platform/identity/slip-routes.tsx';

/** Coming in and going out: sign-in, activation slips, the own account and its type size. */
export const identitySlice: Slice = {
  applies: [{ record: 'account', parameters: policyKeys }],
  mount: (site) => {
    mountLogin(site);
    mountActivation(site);
    mountOwn(site);
    mountSlips(site);
    mountDisplay(site);
    mountProof(site);
    mountPasskeys(site);
    mountSignOn(site);
    mountSignOnSetting(site);
  },
};
