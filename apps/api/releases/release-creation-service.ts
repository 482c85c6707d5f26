import { Inject, Injectable } from '@nestjs/common';
import type { NewRelease, ReleaseAccepted } from '@fermata/contracts/http';
import {
  canonicalSha256,
  deriveId,
  type ReleaseContent,
  type ReleasedVersion,
  workflowIds,
} from '@fermata/contracts/values';
import { completeTerms, releaseYear } from '@fermata/domain/metadata';
import { createdReleaseInput, productMetadata } from '@fermata/domain/release';
import type { Catalogue, CreatedRelease } from '@fermata/prisma';
import { Commands, withTemporalErrors } from '../http/commands.ts';
import { invalidRequest } from '../http/contract-pipe.ts';
import type { Principal } from '../http/principal.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { projectEvent } from '../http/project-event.ts';
import { CATALOGUE, TEMPORAL } from '../infrastructure/injection-tokens.ts';
import type { TemporalGateway } from '../infrastructure/temporal-gateway.ts';
import { MaterialResolver } from '../materials/material-resolver.ts';
import { PartnerService } from '../partners/partner-service.ts';
import { unknownPartners } from '../partners/unknown-partners.ts';
import { publishInstant } from '../tracks/publish-instant.ts';

/** Creates releases from approved versions. */
@Injectable()
export class ReleaseCreationService {
  constructor(
    @Inject(CATALOGUE)
    private readonly catalogue: Pick<
      Catalogue,
      'authority' | 'profiles' | 'releaseContents' | 'tracks'
    >,
    @Inject(TEMPORAL) private readonly temporal: TemporalGateway,
    @Inject(Commands) private readonly commands: Commands,
    @Inject(PartnerService) private readonly partners: PartnerService,
    @Inject(MaterialResolver) private readonly materials: MaterialResolver,
  ) {}

  /** Records the release and starts its workflow. A repeat with the same key finds the same release. */
  async create(principal: Principal, key: string, request: NewRelease): Promise<ReleaseAccepted> {
    const { projectId, actor } = principal;
    const releaseId = deriveId('rel', projectId, 'created', actor, key);
    const requestSha256 = canonicalSha256(request);
    const created =
      (await this.catalogue.releaseContents.find(projectId, releaseId)) ??
      (await this.#create(principal, releaseId, request, requestSha256));
    if (created.content.requestSha256 !== requestSha256)
      throw new ProblemException(
        'key-reused',
        `this Idempotency-Key belongs to ${releaseId}, whose request had another body; send a new key`,
      );
    await this.#start(principal, releaseId, created);
    const { title, recordings, terms, publishesAt } = created.content;
    return {
      releaseId,
      ...{ trackId: firstOf(recordings).trackId, version: 1 },
      workflowId: workflowIds.release(releaseId),
      detail:
        `“${title}” goes to ${terms.partners.join(', ')}` +
        (publishesAt === undefined ? '' : ` at ${publishesAt}`) +
        (terms.publishOn === 'request' ? ' when one of them asks for it' : ''),
    };
  }

  /**
   * Starts the workflow of a created release that has none: a crash came between its event and its start, or an
   * operator has terminated it. Does nothing for the release of a track.
   */
  async startAgain(principal: Principal, releaseId: string): Promise<void> {
    const created = await this.catalogue.releaseContents.find(principal.projectId, releaseId);
    if (created !== null) await this.#start(principal, releaseId, created);
  }

  async #create(
    principal: Principal,
    releaseId: string,
    request: NewRelease,
    requestSha256: string,
  ): Promise<CreatedRelease> {
    const { projectId } = principal;
    const { title, recordings, metadata } = request;
    const { profile } = await this.catalogue.profiles.find(projectId);
    const terms = completeTerms(request.terms, profile);
    const known = await this.partners.names(projectId);
    const issues = unknownPartners(terms.partners, known, 'body.terms.partners');
    if (issues.length > 0) throw invalidRequest(issues);
    const publishesAt = publishInstant(terms, 'body.terms');
    const command = { principal, trackId: firstOf(recordings).trackId, name: 'create' };
    const cover = await this.materials.findCover(principal, metadata.cover);
    const versions = await this.#versions(principal, recordings);
    const requested = {
      title,
      recordings: recordings.map((recording, index) => ({
        ...recording,
        versionSha256: versions[index]?.versionSha256 ?? '',
      })),
      metadata: productMetadata(metadata, profile, {
        title,
        year: releaseYear(terms, Date.now()),
        versions,
      }),
      contributors: metadata.contributors ?? [],
      ...(cover === undefined ? {} : { cover }),
      terms,
    };
    const considered = await this.catalogue.authority.considerCreation(projectId, requested);
    if (considered.issue !== null)
      return this.commands.refuse(command, 'not-allowed', considered.issue);
    const content: ReleaseContent = {
      ...requested,
      versionSha256: considered.version.versionSha256,
      ...(publishesAt === undefined ? {} : { publishesAt }),
      requestSha256,
    };
    // The event is the authority that the effects need, so it comes before the workflow.
    return this.catalogue.releaseContents.create({
      ...projectEvent(principal),
      stream: workflowIds.release(releaseId),
      sequence: 1,
      type: 'release.created',
      data: { releaseId, ...content },
    });
  }

  async #versions(
    principal: Principal,
    recordings: NewRelease['recordings'],
  ): Promise<ReleasedVersion[]> {
    const { projectId } = principal;
    const versions: ReleasedVersion[] = [];
    for (const { trackId, version } of recordings) {
      if ((await this.catalogue.tracks.request(projectId, trackId)) === null)
        throw new ProblemException('not-found', `there is no track ${trackId} in this project`);
      const key = { projectId, trackId, version };
      const finished = await this.catalogue.authority.finishedVersion(key);
      if (finished === null)
        return this.commands.refuse(
          { principal, trackId, name: 'create' },
          'not-allowed',
          `${trackId} has no completed version ${version}`,
        );
      versions.push(finished);
    }
    return versions;
  }

  /**
   * Does nothing if the workflow runs or the release has ended. The workflow ends a release on record that may no
   * longer be made.
   */
  async #start(
    principal: Principal,
    releaseId: string,
    { content, createdBy, ended }: CreatedRelease,
  ): Promise<void> {
    if (ended) return;
    const { projectId } = principal;
    const { version } = await this.catalogue.authority.considerCreation(projectId, content);
    if (version === null)
      throw new Error(`a version of the release ${releaseId} is no longer completed`);
    const { terms, title } = content;
    await withTemporalErrors(() =>
      this.temporal.startRelease(
        createdReleaseInput({ projectId, releaseId, createdBy, content, version }),
        `Release “${title}” to ${terms.partners.join(', ')}`,
      ),
    );
  }
}

/** The request has at least one. */
function firstOf<T>([first]: readonly T[]): T {
  if (first === undefined) throw new Error('a release has no recording');
  return first;
}
