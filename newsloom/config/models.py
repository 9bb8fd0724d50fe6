"""What may stand in the files of a newsroom: every setting with its default, its bounds and its sentence.

The sentences are the reference: ``docs/settings.md`` is made from them and a test holds the two equal.
"""

from __future__ import annotations

import re
import zoneinfo
from datetime import date
from ipaddress import ip_address
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator

from pipeline.values import Use


class _Table(BaseModel):
    """A TOML table: unknown keys stop the start."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class NewsroomTable(_Table):
    """Who we are."""

    name: str = Field("Newsroom", description="The newsroom's name, as readers and crawled outlets see it.")
    contact: str = Field(
        "",
        description="An e-mail address or web page where outlets reach us; sent with every request. "
        "A crawl does not start without it.",
    )
    beat: str = Field("", description="What the newsroom covers, in a sentence; shown on the desk.")
    time_zone: str = Field("UTC", description="Time zone of the newsroom; the database holds UTC.")
    complaints: str = Field(
        "",
        description="Where readers report mistakes, an e-mail address or web page, printed under every article; "
        "empty is `contact`.",
    )
    disclosure: str = Field("", description="The line under every article that says how it was made; empty is ours.")
    tell_model: bool = Field(
        True, description="Whether that line goes on to say if a language model wrote of the article, and which."
    )

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in zoneinfo.available_timezones():
            raise ValueError(f"there is no time zone {value!r}; use a name such as Europe/Berlin")
        return value


def _folder_name(value: str) -> str:
    if "\0" in value:
        raise ValueError("has a NUL character, which no folder name can have; remove it")
    return value


Folder = Annotated[str, AfterValidator(_folder_name)]


class StorageTable(_Table):
    """Where things are kept."""

    var: Folder = Field("var", description="Folder of database, archive and logs; relative to the newsroom.")
    database: str = Field(
        "",
        description="Database address; empty is SQLite in `var`. PostgreSQL: postgresql://user@host/name. "
        "NEWSLOOM_DATABASE_URL (or NEWSLOOM_DATABASE_URL_FILE) goes before it.",
    )


def _is_ip(text: str) -> bool:
    try:
        ip_address(text.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True


class FetchTable(_Table):
    """How we ask outlets for pages."""

    delay: float = Field(1.0, ge=0, le=3600, description="Seconds between two requests to one host.")
    concurrency: int = Field(8, ge=1, le=64, description="Requests under way at once, over all hosts.")
    timeout: float = Field(30.0, gt=0, le=300, description="Seconds for one whole request, body included.")
    max_bytes: int = Field(10_000_000, ge=10_000, le=100_000_000, description="Largest page, after decompression, in bytes.")
    attempts: int = Field(3, ge=1, le=10, description="Tries for one link before it is refused.")
    every_minutes: int = Field(30, ge=1, le=1440, description="Minutes between two looks at one feed.")
    resolve: dict[str, str] = Field(
        default_factory=dict,
        description='A table "host" = "address:port": sends exactly that host there and lets exactly that pair through '
        "the address guard (https is served as http). For demos and tests.",
    )

    @field_validator("resolve")
    @classmethod
    def _address_and_port(cls, value: dict[str, str]) -> dict[str, str]:
        for host, target in value.items():
            address, _, port = target.rpartition(":")
            if not _is_ip(address) or not (port.isascii() and port.isdigit()) or not 0 < int(port) < 65536:
                raise ValueError(f'"{host}" = "{target}" is not an IP address and a port; write it as "127.0.0.1:8901"')
        return value


class ExtractTable(_Table):
    """How pages are read."""

    workers: int = Field(2, ge=1, le=32, description="Processes that read pages.")
    timeout: float = Field(
        10.0, gt=0, le=120, description="Seconds for one page; a slower reader is killed and the page refused."
    )
    memory_mb: int = Field(1024, ge=256, le=65536, description="Memory of one reader, in MiB.")


class ClusterTable(_Table):
    """How coverage is grouped."""

    window_days: int = Field(30, ge=1, le=365, description="Days for which a story takes new coverage.")
    settle: bool = Field(True, description="Whether fragments of one event are merged after each pass.")
    embeddings: Folder = Field(
        "",
        description="Folder of a sentence model (`tokenizer.json`, `model.safetensors`, `config.json`), relative to the "
        "newsroom, that says what articles are about; empty does without. Needs the extra `newsloom[embeddings]`. "
        "Nothing is downloaded.",
    )


class DocumentsTable(_Table):
    """Primary documents that the reports of a story point to."""

    fetch: bool = Field(
        True,
        description="Whether they are fetched, as any page is: by robots.txt, pauses and the address guard. `documents.toml` "
        "says what counts as one.",
    )
    per_story: int = Field(5, ge=1, le=50, description="Most documents of one story; those that cannot be had do not count.")


class WriterTable(_Table):
    """Who writes drafts."""

    name: str = Field(
        "extractive",
        description="The writer: `extractive` needs no model, `model` asks the language model of the table `[model]`.",
    )


class ModelTable(_Table):
    """The language model that the writer `model` asks: [what is sent to it, and what becomes of its answers](model.md)."""

    kind: Literal["openai", "anthropic"] = Field(
        "openai",
        description="How it is spoken to: `openai` is POST URL/chat/completions (also llama-server, Ollama, vLLM), `anthropic` "
        "is POST URL/messages with its own citations.",
    )
    url: str = Field("", description="Its address up to and with the version, such as https://models.example/v1.")
    name: str = Field(
        "",
        description="The model's name, as the endpoint knows it. The key is no setting: NEWSLOOM_MODEL_KEY, or "
        "NEWSLOOM_MODEL_KEY_FILE for a file that holds it.",
    )
    allow_hosts: tuple[str, ...] = Field(
        (),
        description="Hosts of your own, such as localhost, that the address guard lets through to the model although they are "
        "inside the house.",
    )
    timeout: float = Field(120.0, gt=0, le=900, description="Seconds for one whole call.")
    attempts: int = Field(3, ge=1, le=6, description="Tries for one call that failed or was put off.")
    answer_tokens: int = Field(4000, ge=500, le=64_000, description="Longest answer, in tokens.")
    draft_tokens: int = Field(60_000, ge=1500, description="Most tokens for one draft, in and out of all its calls.")
    draft_cost: float = Field(0.5, ge=0, description="Most that one draft may cost, at the prices below.")
    day_tokens: int = Field(
        2_000_000, ge=0, description="Most tokens of a day (UTC); then drafts are written without the model."
    )
    day_cost: float = Field(10.0, ge=0, description="Most that a day may cost.")
    price_in: float = Field(0.0, ge=0, description="Price of a million tokens in; with 0 only tokens are counted.")
    price_out: float = Field(0.0, ge=0, description="Price of a million tokens out.")


class VerifyTable(_Table):
    """How drafts are proved, beyond the rules."""

    entailment: Folder = Field(
        "",
        description="An ONNX file, or the folder that has it as `model.onnx`, of an entailment model, relative to the "
        "newsroom, with `tokenizer.json` and `config.json` beside it. It may mark a sentence that the rules let pass, "
        "never pass one that they mark; empty does without. Needs the extra `newsloom[entailment]`. Nothing is downloaded.",
    )
    entailment_least: float = Field(
        0.5, gt=0, le=1, description="Score below which a sentence is marked; it blocks approval until a person decides."
    )
    entailment_label: str = Field(
        "",
        description="The model's class that means that a claim follows, by its name in `config.json` or its number from 0; "
        "empty finds it by its usual names.",
    )


class DeskTable(_Table):
    """Where the desk listens."""

    host: Literal["127.0.0.1", "::1", "localhost"] = Field(
        "127.0.0.1", description="Address of the desk; loopback only, since it has no accounts yet."
    )
    port: int = Field(8765, ge=0, le=65535, description="Port of the desk; 0 takes a free one.")
    second_editor: bool = Field(
        True,
        description="Whether a draft that names a minor, a victim or an accused person needs the approvals of two persons. "
        "A newsroom with one editor says false here: one approval does then, and the record says so.",
    )


class FilesTarget(_Table):
    """A target that writes files."""

    kind: Literal["files"] = Field("files", description="What brings the article there: `files`.")
    directory: Folder = Field("export", description="Folder for the files; relative to the newsroom's `var`.")
    url: str = Field("", description="Public address under which the folder will be served; empty keeps links relative.")


class Settings(_Table):
    """``newsroom.toml``."""

    newsroom: NewsroomTable = NewsroomTable()
    storage: StorageTable = StorageTable()
    fetch: FetchTable = FetchTable()
    extract: ExtractTable = ExtractTable()
    cluster: ClusterTable = ClusterTable()
    documents: DocumentsTable = DocumentsTable()
    writer: WriterTable = WriterTable()
    model: ModelTable = ModelTable()
    verify: VerifyTable = VerifyTable()
    desk: DeskTable = DeskTable()
    targets: dict[str, FilesTarget] = Field(
        default_factory=lambda: {"files": FilesTarget()},
        description="Where approved articles go: one table `[targets.NAME]` each.",
    )


Domain = Annotated[str, Field(pattern=r"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$")]


class PolicyTable(_Table):
    """``[policy]`` in ``outlets/ID.toml``: what an editor decided on an outlet. It is shown wherever it counts."""

    authority: float = Field(ge=0, le=1, description="How much its word counts in this newsroom's field, whatever its record.")
    reason: str = Field(min_length=1, description="Why, in words that stand beside each source it touches.")
    by: str = Field(min_length=1, description="Who decided it.")
    since: date = Field(description="Since when, as in 2026-09-14.")


class OutletFile(_Table):
    """``outlets/ID.toml``: one outlet."""

    name: str = Field(min_length=1, description="The outlet's name, as readers see it.")
    domains: list[Domain] = Field(min_length=1, description="Domains its pages live on, without www.")
    feeds: list[Annotated[str, Field(pattern=r"^https?://")]] = Field(
        default_factory=list, description="Addresses of its feeds."
    )
    kind: Literal["outlet", "primary", "agency"] = Field(
        "outlet", description="`primary` speaks for itself (a company, a court); `agency` sells its text to others."
    )
    language: str = Field("en", description="Language of its pages.")
    country: str | None = Field(None, description="Two letters, where known.")
    owner: str | None = Field(
        None, description="Owner family; outlets of one owner count as one independent source. Leave out where not known."
    )
    enabled: bool = Field(False, description="Whether it is crawled.")
    checked: bool = Field(False, description="Whether a person has looked at what a crawl takes from it.")
    use: Use = Field(Use.QUOTE, description="What may be done with its text: link-only, facts, quote or licensed.")
    quote_words: int = Field(
        40, ge=0, le=200, description="Longest excerpt of one cited sentence that may leave the house, in words."
    )
    delay: float | None = Field(
        None, ge=0, le=3600, description="Seconds between two requests, where it differs from the newsroom's."
    )
    model: Literal["yes", "no"] | None = Field(
        None,
        description="Whether its sentences may be sent to a language model. Not set: yes, unless its pages or its site reserve "
        "text mining or refuse the bots of language models.",
    )
    policy: PolicyTable | None = Field(None, description="A table `[policy]`: what an editor decided on it; see below.")


def _pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"{value!r} is no regular expression ({error})") from error
    return value


Pattern = Annotated[str, AfterValidator(_pattern)]
Sites = dict[Domain, list[Pattern]]


class DocumentsFile(_Table):
    """``documents.toml``: where primary documents lie, and where they never do. A domain counts for all that is below it."""

    never: list[Domain] = Field(default_factory=list, description="Sites of which no page is a document.")
    coverage: list[Domain] = Field(
        default_factory=list, description="Sites of outlets, besides those that have a file: their pages are coverage."
    )
    coverage_words: list[str] = Field(
        default_factory=list, description="Words; a site that has one in its name is an outlet's."
    )
    companies: dict[Domain, list[str]] = Field(
        default_factory=dict, description="Sites of companies whose address does not tell it, with the names they go by."
    )
    courts: Sites = Field(
        default_factory=dict,
        description="Sites of courts, each with regular expressions of the paths that count; an empty list is every path.",
    )
    regulators: Sites = Field(default_factory=dict, description="Sites of authorities, likewise.")
    code: Sites = Field(default_factory=dict, description="Code hosts, likewise: releases and advisories, no user's home.")
    preprints: Sites = Field(default_factory=dict, description="Preprint servers, likewise.")
    same: dict[Pattern, str] = Field(
        default_factory=dict,
        description="Other addresses of one document: a regular expression of the address, and what is asked for instead.",
    )

    @field_validator("same")
    @classmethod
    def _fits(cls, value: dict[str, str]) -> dict[str, str]:
        for pattern, replacement in value.items():
            try:
                re.sub(pattern, replacement, "")
            except (re.error, IndexError) as error:
                raise ValueError(f"{replacement!r} does not fit its pattern ({error})") from error
        return value


class TopicTable(_Table):
    """One topic of ``topics.toml``; the table's name is the category that articles get."""

    title: str = Field(min_length=1, description="What readers see.")
    terms: list[str | dict[str, float]] = Field(
        min_length=1,
        description='Words and phrases that tell of it; a table { "term" = weight } weighs one more or less than 1.',
    )


class StyleFile(_Table):
    """``style.toml``: the house style."""

    headline_case: Literal["sentence", "title"] = Field("sentence", description="How headlines are capitalised.")
    headline_words: int = Field(14, ge=4, le=30, description="Longest headline, in words.")
    headline_characters: int = Field(100, ge=30, le=200, description="Longest headline, in characters.")
    dek_words: int = Field(35, ge=10, le=60, description="Longest dek, in words.")
    article_words: int = Field(550, ge=80, le=3000, description="Aim for the length of an article with much to say, in words.")
    sentence_words: int = Field(45, ge=15, le=90, description="Longest sentence, in words.")
    sections: int = Field(4, ge=1, le=8, description="Most titled sections.")
    spelling: Literal["us", "gb"] = Field("us", description="Spelling of our own words; quotes stay as they are.")
    date_format: str = Field(
        "{month} {day}, {year}", description="How a resolved date is written; {month}, {day} and {year} are filled in."
    )
    quote_words: int = Field(40, ge=5, le=80, description="Longest direct quote, in words.")
    run_words: int = Field(25, ge=8, le=60, description="Longest run of a source's words outside quotation marks.")
    source_share: float = Field(0.5, gt=0, le=1, description="Largest share of a draft's citations that one source may have.")
