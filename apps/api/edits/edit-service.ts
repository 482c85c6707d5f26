import { Inject, Injectable } from '@nestjs/common';
import type { NoteUnderstandingView, UnderstandNoteRequest } from '@fermata/contracts/http';
import {
  canonicalJson,
  describeEdit,
  type Edit,
  type Score,
  type TextReaders,
  type Understanding,
} from '@fermata/contracts/values';
import { versionInForce } from '@fermata/domain/track';
import { type NotedVersion, openModels } from '@fermata/models';
import { type NoteUnderstanding, possibleEdits } from '@fermata/music';
import type { Catalogue, TrackRecord, VersionRecord } from '@fermata/prisma';
import { AssetNotFoundError, type AssetStore } from '@fermata/storage';
import { invalidRequest } from '../http/contract-pipe.ts';
import type { Principal } from '../http/principal.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { ASSETS, CATALOGUE } from '../infrastructure/injection-tokens.ts';
import { LanguageModel } from '../language-model/language-model.ts';
import { readScore } from '../materials/read-score.ts';
import { ModelChoices } from '../models/model-choices.ts';
import { TrackLookup } from '../track-lookup/track-lookup.ts';

/** The edits of a send-back, and every wish of its note with its outcome. */
export interface DecidedEdits {
  readonly edits?: Edit[] | undefined;
  /** Absent without a note. */
  readonly understanding?: Understanding | undefined;
  /** Absent if only the grammar has read the note. */
  readonly readers?: TextReaders | undefined;
}

/** Understands notes about versions as edits, and checks edits. Changes nothing. */
@Injectable()
export class EditService {
  readonly #notes = openModels().noteInterpreter;

  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'recipes' | 'tracks'>,
    @Inject(ASSETS) private readonly assets: AssetStore,
    @Inject(TrackLookup) private readonly lookup: TrackLookup,
    @Inject(LanguageModel) private readonly languageModel: LanguageModel,
    @Inject(ModelChoices) private readonly choices: ModelChoices,
  ) {}

  /** How a note about a version is understood; by default about the track's version in force. */
  async understand(
    principal: Principal,
    trackId: string,
    { note, version }: UnderstandNoteRequest,
    clientGone: AbortSignal,
  ): Promise<NoteUnderstandingView> {
    const record = await this.lookup.findOrThrow(principal, trackId);
    const noted = record === 'accepted' ? null : await this.#noted(record, version);
    if (!noted)
      throw new ProblemException(
        'refused',
        `the track ${trackId} has no version ${version === undefined ? '' : `${version} `}to edit yet`,
        { reason: 'not-now' },
      );
    return this.#understood(principal, trackId, note, { noted, clientGone });
  }

  /**
   * The edits of a send-back: those that the request names, or else those that its note stands for; and every wish of
   * the note with its outcome. Throws a 400 for an edit that the version does not allow, and a 422 for a note without
   * any edit.
   */
  async decidedEdits(
    principal: Principal,
    { trackId, version }: { trackId: string; version: number },
    { note, edits }: { note?: string | undefined; edits?: Edit[] | undefined },
    clientGone: AbortSignal,
  ): Promise<DecidedEdits> {
    const track = await this.catalogue.tracks.find(principal.projectId, trackId);
    const noted = track && (await this.#noted(track, version));
    if (!noted) return { edits };
    if (edits) assertPossible(noted, edits);
    const understood =
      note === undefined
        ? null
        : await this.#understood(principal, trackId, note, { noted, clientGone });
    // Edits in place of those of the note: what it says about its wishes would not be true.
    if (edits)
      return understood && includesAll(edits, understood.edits)
        ? { edits, ...readOf(understood) }
        : { edits };
    if (understood && understood.edits.length > 0)
      return { edits: understood.edits, ...readOf(understood) };
    throw new ProblemException(
      'note-without-edits',
      'nothing in the note can be done: use other words, or ask for another take',
      {
        errors: (understood?.understanding ?? []).map(({ quote, reason }) => ({
          path: 'body.note',
          message: `“${quote}”: ${reason}`,
        })),
      },
    );
  }

  async #understood(
    { projectId }: Principal,
    trackId: string,
    note: string,
    { noted, clientGone }: { noted: NotedVersion; clientGone: AbortSignal },
  ): Promise<NoteUnderstanding> {
    const reader = this.languageModel.noteReader({ projectId, trackId }, clientGone);
    const choose = reader && (await this.choices.chooserFor(projectId, note));
    return this.#notes.understand(note, noted, reader, choose);
  }

  /** The version with its recipe, by default the one in force; null if the catalogue has none. */
  async #noted(track: TrackRecord, version?: number): Promise<NotedVersion | null> {
    const found =
      version === undefined
        ? versionInForce(
            track.versions.filter(({ recipeId }) => recipeId !== null),
            track.version,
          )
        : track.versions.find((each) => each.version === version);
    const recipe = found?.recipeId
      ? await this.catalogue.recipes.find(track.projectId, found.recipeId)
      : null;
    if (!found || !recipe) return null;
    const score = await this.#scoreOf(track, found);
    return { recipe, ...(score ? { score } : {}) };
  }

  /** Null without its bytes: an eviction may have taken them. */
  async #scoreOf(track: TrackRecord, version: VersionRecord): Promise<Score | null> {
    try {
      return (await readScore(this.assets, track, version))?.score ?? null;
    } catch (error) {
      if (error instanceof AssetNotFoundError) return null;
      throw error;
    }
  }
}

const readOf = ({ understanding, models, choices }: NoteUnderstanding): DecidedEdits => ({
  understanding,
  ...(models || choices
    ? { readers: { ...(models ? { models } : {}), ...(choices ? { choices } : {}) } }
    : {}),
});

const includesAll = (edits: readonly Edit[], others: readonly Edit[]): boolean => {
  const known = new Set(edits.map((edit) => canonicalJson(edit)));
  return others.every((edit) => known.has(canonicalJson(edit)));
};

function assertPossible({ recipe, score }: NotedVersion, edits: readonly Edit[]): void {
  const { impossible } = possibleEdits(recipe, edits, score?.sections.length);
  if (impossible.length === 0) return;
  throw invalidRequest(
    impossible.map(({ edit, reason }) => ({
      path: `body.edits.${edits.indexOf(edit)}`,
      message: `“${describeEdit(edit)}” is not possible for this version: ${reason}`,
    })),
  );
}
