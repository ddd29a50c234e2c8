import { Type } from 'typebox';
import type { Sha256 } from '../base/ids.ts';
import { closed, language, nothing, path, prose, runId } from './fields.ts';
import { labParams, type LabResults } from './lab-calls.ts';

const reportFormat = Type.Unsafe<ReportFormat>({ enum: ['pdf', 'html', 'json', 'junit'] });
export type ReportFormat = 'pdf' | 'html' | 'json' | 'junit';

/** Reports, settings, keys, known hosts, the practice lab, and what a person is asked for by the core. */
export const deskParams = {
  'app.info': nothing,
  /** The report as it stands, written into the run's folder; `pdf` also as bytes, unless `preview` is false. */
  'report.make': Type.Object(
    { run: runId, format: reportFormat, lang: language, preview: Type.Optional(Type.Boolean()) },
    closed,
  ),
  'report.saveAs': Type.Object({ run: runId, format: reportFormat, lang: language, out: path }, closed),
  'report.verify': Type.Object(
    { file: Type.Optional(path), name: Type.Optional(Type.String()), base64: Type.Optional(Type.String()) },
    closed,
  ),
  'settings.read': nothing,
  'settings.write': Type.Object({ settings: prose }, closed),
  'identities.list': nothing,
  'knownHosts.list': nothing,
  'knownHosts.remove': Type.Object({ file: path, line: Type.Integer({ minimum: 1 }), text: Type.String() }, closed),
  /** Records the key that a host showed, after a person compared its fingerprint. */
  'knownHosts.trust': Type.Object(
    { address: Type.String({ minLength: 1 }), port: Type.Integer({ minimum: 1, maximum: 65535 }), key: Type.String() },
    closed,
  ),
  'diagnostics.read': nothing,
  ...labParams,
  /** Answers a question of the core (a password, a passphrase, a secret); without `value` nobody can tell. */
  'question.answer': Type.Object({ id: Type.String(), value: Type.Optional(Type.String()) }, closed),
  /** Native pickers where the host has them; `null`: the person closed it. */
  'host.pickFile': Type.Object({ title: Type.String() }, closed),
  'host.pickFolder': Type.Object({ title: Type.String() }, closed),
  'host.pickTarget': Type.Object({ title: Type.String(), name: Type.String() }, closed),
  'host.showInFolder': Type.Object({ file: path }, closed),
};

export interface DeskResults extends LabResults {
  'app.info': AppInfo;
  'report.make': MadeReport;
  'report.saveAs': MadeReport;
  'report.verify': VerifiedFile;
  'settings.read': { readonly settings: string };
  'settings.write': null;
  'identities.list': readonly Identity[];
  'knownHosts.list': readonly KnownHost[];
  'knownHosts.remove': null;
  'knownHosts.trust': { readonly file: string };
  'diagnostics.read': { readonly text: string };
  'question.answer': null;
  'host.pickFile': string | null;
  'host.pickFolder': string | null;
  'host.pickTarget': string | null;
  'host.showInFolder': null;
}

export interface AppInfo {
  readonly version: string;
  readonly host: 'electron' | 'web';
  /** The host has native file dialogs and can show a file in its folder. */
  readonly nativeDialogs: boolean;
  readonly platform: string;
  readonly dataFolder: string;
  /** The login name of whoever runs the app. */
  readonly user: string;
  readonly zone: string;
  readonly certificateFingerprint: Sha256;
  /** No run was ever made here. */
  readonly firstStart: boolean;
}

export interface MadeReport {
  readonly file: string;
  readonly name: string;
  readonly pages?: number;
  readonly bytes: number;
  /** Of a PDF that was made for the preview. */
  readonly base64?: string;
  /** Files that the report names and the run folder no longer has. */
  readonly missing: readonly string[];
  /** Another installation ran it: `verify` will say that the signer is not the one of the journal. */
  readonly foreign: boolean;
}

export interface VerifiedFile {
  readonly file: string;
  readonly ok: boolean;
  readonly head?: string;
  readonly records?: number;
  readonly problems: readonly { readonly record?: number; readonly what: string }[];
  /** Sentences on what was proven: signer, cover, what was not attached. */
  readonly notes: readonly string[];
}

/** A key pair or an agent's key that a login could use. */
export interface Identity {
  readonly source: 'file' | 'agent';
  readonly path?: string;
  readonly algorithm: string;
  /** `SHA256:…`; empty where only the passphrase would tell. */
  readonly fingerprint: string;
  readonly comment: string;
  readonly encrypted: boolean;
  /** Why it cannot be used. */
  readonly problem?: string;
}

export interface KnownHost {
  readonly file: string;
  readonly line: number;
  /** The line as it stands, so that nothing else is removed in its place. */
  readonly text: string;
  /** Empty for a hashed name. */
  readonly names: string;
  readonly hashed: boolean;
  readonly marker: 'none' | 'revoked' | 'cert-authority';
  readonly algorithm: string;
  readonly fingerprint: string;
  readonly writable: boolean;
}

/** Something that only a person can tell; asked in every window until one answers. */
export interface Question {
  readonly id: string;
  readonly kind: 'password' | 'passphrase' | 'secret';
  /** `dr@voice-a`, a key's path, a parameter's title. */
  readonly about: string;
  readonly prompt: string;
}
