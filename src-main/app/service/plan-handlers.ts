import { join } from 'node:path';
import type { CallParams, Handlers } from '../../../src-shared/rpc/calls.ts';
import type { MadePlan } from '../../../src-shared/rpc/library-calls.ts';
import { planFollowing, type App } from '../app.ts';
import { createDraftStore } from './draft-store.ts';

type PlanCalls = 'plan.make' | 'drafts.list' | 'drafts.save' | 'drafts.remove';

/** New runs before they are made: their plan, and what was filled in so far. */
export function createPlanHandlers(app: App): Handlers<PlanCalls> {
  const drafts = createDraftStore(app.dataFolder);
  return {
    'plan.make': (params) => makePlan(app, params),
    'drafts.list': () => drafts.list(),
    'drafts.save': async ({ id, draft }) => {
      await drafts.save(id, draft);
      return null;
    },
    'drafts.remove': async ({ id }) => {
      await drafts.remove(id);
      return null;
    },
  };
}

async function makePlan(app: App, { follow, secrets, ...rest }: CallParams<'plan.make'>): Promise<MadePlan> {
  const request = { ...rest, secrets: new Set(secrets) };
  const made =
    follow === undefined
      ? await app.plan(request)
      : await planFollowing(app, request, join(app.dataFolder, 'runs', follow));
  if (!made.ok) return made;
  // Its text is the same once more: a plan of a thousand steps is large enough as it is.
  const { plan, planHash, hints } = made;
  return { ok: true, plan, planHash, hints };
}
