"""The one place where the parts are joined: catalogue, encoder and the live generation."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from threading import Lock

from indexer.catalogue.opening import open_existing
from indexer.catalogue.reading import CatalogueReader
from indexer.encoder import name_encoder, open_encoder
from indexer.forecasts import Forecaster
from indexer.index.facets import Facets
from indexer.index.generation import Generation, open_generation
from indexer.index.publishing import current_generation, earlier_generation, last_live
from indexer.index.watching import Watch
from indexer.progress import Progress, silent
from indexer.rate_cards import read_cards
from indexer.settings import Settings
from indexer.tagging.language import tag_language
from matcher.domain import Creator, Filter
from matcher.engagement import find_last_post, measure_engagement
from matcher.errors import EncoderMismatch, IndexNotReady, SnapshotDamaged
from matcher.forecast.nouns import Forecast
from matcher.lens import Rows
from matcher.ports import Encoder, Shelf


@dataclass(frozen=True, slots=True)
class _ShownCatalogue:
    """The catalogue's texts with the generation's filter fields, so that nothing shown fails its own filter."""

    reader: CatalogueReader
    show: Callable[[Creator], Creator]
    forecasts: Forecaster

    def load(self, creators: Sequence[int], posts: Sequence[int]) -> Mapping[int, Creator]:
        """Return the creators that still exist by id, each with those of `posts` that are its own, and a forecast."""
        if not self.forecasts.pools:
            return {id: self.show(creator) for id, creator in self.reader.load(creators, posts).items()}
        found, records = self.reader.load_with_records(creators, posts)
        return {id: self.forecasts.add(self.show(creator), records.get(id)) for id, creator in found.items()}


class Shelves:
    """Opens what a process needs when it first needs it, and follows the live generation. Safe between threads."""

    def __init__(self, settings: Settings, open_encoder: Callable[[], Encoder], watch: Watch | None = None) -> None:
        """Remember where the parts are; `open_encoder` is called at the first brief.

        With a watch, each generation is read in full once, beside the answers, and is no longer served when it turns
        out to be damaged.
        """
        self._settings = settings
        self._watch = watch
        self._open_encoder = open_encoder
        self._lock = Lock()
        self._encoder_lock = Lock()  # its own: whoever needs no encoder does not wait until it is loaded
        self._generation: Generation | None = None
        self._earlier: Generation | None = None  # the last one that somebody went on in

    @cached_property
    def reader(self) -> CatalogueReader:
        """The catalogue, opened once."""
        return CatalogueReader(open_existing(self._settings.database))

    @cached_property
    def _encoder(self) -> Encoder:
        return self._open_encoder()

    def encode_brief(self, text: str) -> tuple[Rows, Rows]:
        """Return the (d,) vectors of a brief as one that asks and as one that answers; one call of the encoder."""
        with self._encoder_lock:
            encoder = self._encoder
        return encoder.encode_brief(text)

    def refresh(self) -> Generation:
        """Return the live generation, switching to it if another one was published.

        Raises:
            IndexNotReady: nothing has been published yet.
            SnapshotDamaged: the live generation cannot be opened, or the watch found it damaged.
            EncoderMismatch: it was built with another encoder than these settings name.
        """
        with self._lock:
            generation = self._generation = self._open_live()
            if self._watch is not None:
                name = generation.manifest.generation
                self._watch.begin(self._settings.snapshots / name, generation.manifest)
                if (damage := self._watch.damage(name)) is not None:
                    raise damage
            return generation

    @property
    def damage(self) -> SnapshotDamaged | None:
        """What the watch found wrong with the live generation; None where nothing, so far, or without a watch."""
        return None if self._watch is None else self._watch.damage(last_live(self._settings.snapshots))

    def current(self) -> Shelf:
        """Return what one answer needs, all of one generation."""
        return self._join(self.refresh())

    def find(self, name: str) -> Shelf | None:
        """Return what one answer needs, of the generation of that name; None where it is gone or cannot be used.

        Raises:
            EnmusubiError: as `refresh`.
        """
        live = self.refresh()
        if live.manifest.generation == name:
            return self._join(live)
        with self._lock:
            self._earlier = self._open_earlier(name)
            return None if self._earlier is None else self._join(self._earlier)

    def _open_earlier(self, name: str) -> Generation | None:
        folder = earlier_generation(self._settings.snapshots, name)
        if folder is None or (self._watch is not None and self._watch.damage(name) is not None):
            return None
        if self._earlier is not None and self._earlier.manifest.generation == name:
            return self._earlier
        try:
            return self._checked(open_generation(folder))
        except (SnapshotDamaged, EncoderMismatch):  # it may be taken away while it is opened
            return None

    def _join(self, generation: Generation) -> Shelf:
        return Shelf(
            generation=generation.manifest.generation,
            encode_brief=self.encode_brief,
            lens=generation.lens,
            calibration=generation.calibration,
            topics=generation.manifest.topics,
            vectors=generation.vectors,
            lexical=generation.lexical,
            evidence=generation.evidence,
            catalogue=_ShownCatalogue(self.reader, generation.show, self._forecaster(generation)),
            find_real=generation.find_real,
        )

    def forecast(self, creator: Creator) -> Forecast | None:
        """Tell what one planned post of a creator is expected to bring; None where the index teaches nothing of it."""
        record = self.reader.records([creator.id]).get(creator.id)
        return self._forecaster(self.refresh()).add(creator, record).forecast

    def _forecaster(self, generation: Generation) -> Forecaster:
        cards = read_cards() if self._settings.emv else None
        return Forecaster(pools=generation.pools, now=generation.made_at, cards=cards)

    @property
    def generation(self) -> str:
        """The name of the live generation."""
        return self.refresh().manifest.generation

    def facets(self, must: Filter, today: date) -> Facets:
        """Return what the live generation's creators have to choose by, counted under the rest of a filter."""
        generation = self.refresh()
        return generation.count_facets(must, today)

    def creator(self, id: int) -> Creator:
        """Return everything that is known about a creator, its authenticity as far as it is indexed.

        Raises:
            CreatorNotFound: no creator has that id.
        """
        found = self.reader.find(id)
        found = replace(found, engagement=measure_engagement(found), last_post=find_last_post(found))
        try:
            return replace(found, authenticity=self.refresh().show(found).authenticity)
        except (IndexNotReady, SnapshotDamaged, EncoderMismatch):
            return found

    def read_language(self, text: str) -> str | None:
        """Return the BCP 47 code of a brief's language; None where it cannot be told."""
        return tag_language(text, self._settings.detector)

    def _open_live(self) -> Generation:
        """Return what the pointer names; while it is opened, it may be replaced and taken away."""
        while True:
            pointed = last_live(self._settings.snapshots)
            try:
                folder = current_generation(self._settings.snapshots)
                if self._generation is not None and self._generation.manifest.generation == folder.name:
                    return self._generation
                return self._checked(open_generation(folder))
            except SnapshotDamaged:
                if last_live(self._settings.snapshots) == pointed:
                    raise

    def _checked(self, generation: Generation) -> Generation:
        built, asked = generation.manifest.encoder, name_encoder(self._settings)
        if built != asked:
            raise EncoderMismatch(
                f"The index was built with {built}, but briefs would be read with {asked}.",
                "Run `enmusubi index`, or set ENMUSUBI_MODEL back.",
            )
        return generation


def open_shelves(settings: Settings, progress: Progress = silent, watch: Watch | None = None) -> Shelves:
    """Return shelves that open their parts when they are first needed; a process that stays brings a watch."""
    return Shelves(settings, partial(open_encoder, settings, progress), watch)
