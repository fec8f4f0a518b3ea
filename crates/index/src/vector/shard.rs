//! The Qdrant Edge shard: its configuration, and our words turned into its words.

use super::{VectorSettings, journal::Change, wal};
use crate::error::{IndexError, IndexResult};
use chatbox_core::{
    ids::{ChunkId, RevisionId, UserId},
    index::{Hit, Scope, VectorEntry},
};
use qdrant_edge::{
    Condition, CountRequest, CreateIndex, DEFAULT_VECTOR_NAME, Distance, EdgeConfig, EdgeOptimizersConfig, EdgeShard,
    EdgeVectorParams, FacetRequest, FacetValue, FacetValueHit, FieldCondition, FieldIndexOperations, Filter,
    HnswIndexConfig, JsonPath, KeywordIndexParams, Match, NamedQuery, PayloadFieldSchema, PayloadSchemaParams, PointId,
    PointInsertOperations, PointOperations, PointStruct, QuantizationConfig, QuantizationSearchParams, QueryEnum,
    ScalarQuantizationConfig, ScalarType, SearchParams, SearchRequest, UpdateOperation, UuidIndexParams, WalOptions,
};
use std::{
    fs,
    num::NonZeroUsize,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};
use uuid::Uuid;

const OWNER: &str = "owner";
const COLLECTION: &str = "collection";
const DOCUMENT: &str = "document";
const REVISION: &str = "revision";
const LANGUAGE: &str = "language";
const MEDIA_TYPE: &str = "media_type";

/// Twice the wanted candidates are taken by their int8 vectors and ordered again by the full ones: recall@10 .980 at ef 128 in a
/// trial with 100,000 real passages.
const OVERSAMPLING: f64 = 2.0;
/// Edges per node and width while building: the values of that trial.
const M: usize = 16;
const EF_CONSTRUCT: usize = 100;
/// A filter that leaves less than this (KiB of vectors, about 6,600 of 384 dimensions) is scanned exactly. The engine's default.
const FULL_SCAN_KB: usize = 10_000;
/// While entries come in, segments are merged beyond this number: fewer would make searches faster and every merge longer. None grows
/// beyond this size (a million vectors of 384 dimensions).
const SEGMENTS: usize = 4;
const MAX_SEGMENT_KB: usize = 1_500_000;
/// The engine's own log is never read (see `journal`), so its files, mapped into memory, are kept small and dropped early.
const WAL_SEGMENT_BYTES: usize = 4 << 20;

/// An open shard.
#[derive(Debug)]
pub(super) struct Shard {
    edge: EdgeShard,
    dir: PathBuf,
    ef: usize,
    owners: Mutex<Owners>,
}

/// Whose entries there are, or were since the shard was opened. While they are one person's there is no need to look at the owner of
/// every entry on the way through the graph.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Owners {
    Nobody,
    One(UserId),
    Many,
}

impl Owners {
    fn with(self, owner: UserId) -> Self {
        match self {
            Self::Nobody => Self::One(owner),
            Self::One(one) if one == owner => self,
            Self::One(_) | Self::Many => Self::Many,
        }
    }
}

impl Shard {
    /// Makes an empty shard in an empty or missing folder.
    pub(super) fn create(dir: &Path, dimensions: usize, settings: &VectorSettings) -> IndexResult<Self> {
        fs::create_dir_all(dir).map_err(|e| IndexError::folder(dir, e))?;
        let edge = guarded(|| EdgeShard::new(dir, config(dimensions, settings)))?;
        Self::with_payload_indexes(edge, dir, settings)
    }

    /// Opens an existing shard.
    pub(super) fn open(dir: &Path, dimensions: usize, settings: &VectorSettings) -> IndexResult<Self> {
        let segments = fs::read_dir(dir.join("segments")).map_or(0, |entries| entries.flatten().count());
        if segments == 0 {
            return Err(IndexError::rebuild(dir, "its segments are missing"));
        }
        let wal = fs::File::open(dir.join("wal"))
            .map_err(|e| IndexError::rebuild(dir, format!("its log is missing: {e}")))?;
        if matches!(wal.try_lock(), Err(fs::TryLockError::WouldBlock)) {
            return Err(IndexError::InUse { dir: dir.to_owned() });
        }
        drop(wal);
        wal::prune(dir).map_err(|e| IndexError::folder(dir, e))?;
        // What a kill left of an unfinished graph; the engine itself never looks at it again.
        let unfinished = dir.join("temp_segments");
        if unfinished.exists() {
            fs::remove_dir_all(&unfinished).map_err(|e| IndexError::folder(dir, e))?;
        }
        let edge = guarded(|| EdgeShard::load(dir, Some(config(dimensions, settings))))
            .map_err(|e| IndexError::rebuild(dir, e))?;
        Self::with_payload_indexes(edge, dir, settings)
    }

    // A filter on a field without payload index loses results in graph search, so the indexes are made before the first point and
    // asked for again at each open: a segment that has them already skips the request.
    fn with_payload_indexes(edge: EdgeShard, dir: &Path, settings: &VectorSettings) -> IndexResult<Self> {
        let shard = Self { edge, dir: dir.to_owned(), ef: settings.ef, owners: Mutex::new(Owners::Many) };
        for (field, schema) in payload_indexes() {
            let create = CreateIndex { field_name: path(field), field_schema: Some(schema) };
            shard.update(UpdateOperation::FieldIndexOperation(FieldIndexOperations::CreateIndex(create)))?;
        }
        let owners = shard.count_owners()?;
        Ok(Self { owners: Mutex::new(owners), ..shard })
    }

    fn count_owners(&self) -> IndexResult<Owners> {
        let request = FacetRequest { key: path(OWNER), limit: 2, filter: None, exact: true };
        let hits = guarded(|| self.edge.facet(request))?.hits;
        let owner = |hit: &FacetValueHit| match &hit.value {
            FacetValue::Uuid(id) => Some(UserId(Uuid::from_u128(*id))),
            _ => None,
        };
        Ok(match hits.as_slice() {
            [] => Owners::Nobody,
            [one] => owner(one).map_or(Owners::Many, Owners::One),
            _ => Owners::Many,
        })
    }

    fn owners(&self) -> MutexGuard<'_, Owners> {
        self.owners.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Applies a change to memory. Doing it twice is the same as doing it once.
    pub(super) fn apply(&self, change: &Change) -> IndexResult<()> {
        let operation = match change {
            Change::Add(entries) => {
                // Before they can be found.
                let mut owners = self.owners();
                *owners = entries.iter().fold(*owners, |owners, entry| owners.with(entry.keys.owner));
                drop(owners);
                let points = entries.iter().map(|entry| point(entry).into()).collect();
                PointOperations::UpsertPoints(PointInsertOperations::PointsList(points))
            }
            Change::Remove(revisions) => {
                let revisions = revisions.iter().map(|id: &RevisionId| id.to_string()).collect();
                PointOperations::DeletePointsByFilter(Filter::new_must(any_of(REVISION, revisions)))
            }
        };
        self.update(UpdateOperation::PointOperation(operation))
    }

    fn update(&self, operation: UpdateOperation) -> IndexResult<()> {
        self.edge.update(operation).map_err(IndexError::engine)
    }

    /// The nearest entries in scope, best first.
    pub(super) fn search(&self, vector: Vec<f32>, scope: &Scope, limit: usize) -> IndexResult<Vec<Hit>> {
        let Some(limits) = limits(scope, *self.owners()) else { return Ok(Vec::new()) };
        let quantization =
            QuantizationSearchParams { ignore: false, rescore: Some(true), oversampling: Some(OVERSAMPLING) };
        let params = SearchParams {
            hnsw_ef: Some(self.ef.max(limit)),
            exact: false,
            quantization: Some(quantization),
            indexed_only: false,
            acorn: None,
        };
        let request = SearchRequest {
            query: QueryEnum::Nearest(NamedQuery::default_dense(vector)),
            filter: (!limits.is_empty()).then(|| Filter { must: Some(limits), ..Filter::default() }),
            params: Some(params),
            limit,
            offset: 0,
            with_payload: None,
            with_vector: None,
            score_threshold: None,
        };
        let points = self.edge.search(request).map_err(IndexError::engine)?;
        let hit = |point: qdrant_edge::ScoredPoint| match point.id {
            PointId::Uuid(id) => Some(Hit { chunk: ChunkId(id), score: point.score }),
            PointId::NumId(_) => None,
        };
        Ok(points.into_iter().filter_map(hit).collect())
    }

    /// Number of entries.
    pub(super) fn len(&self) -> IndexResult<u64> {
        let count = self.edge.count(CountRequest { filter: None, exact: true }).map_err(IndexError::engine)?;
        Ok(count as u64)
    }

    /// Entries that are not in a graph yet: searches scan them.
    pub(super) fn unindexed(&self) -> usize {
        let info = self.edge.info();
        info.points_count.saturating_sub(info.indexed_vectors_count)
    }

    /// Writes everything to disk and frees the engine's log. No change and no `optimize` may run meanwhile.
    pub(super) fn flush(&self) -> IndexResult<()> {
        guarded(|| {
            self.edge.flush();
            Ok::<_, IndexError>(())
        })?;
        wal::prune(&self.dir).map_err(|e| IndexError::folder(&self.dir, e))
    }

    /// Builds graphs, merges some segments and drops removed entries. Blocks for seconds; searches and changes go on.
    pub(super) fn optimize(&self) -> IndexResult<()> {
        guarded(|| self.edge.optimize()).map(drop)
    }

    /// As `optimize`, but leaves one graph over everything, as far as a segment may grow: searches are then at their fastest.
    pub(super) fn compact(&self) -> IndexResult<()> {
        let limit = |segments| {
            let optimizers = self.edge.config().optimizers.clone();
            self.edge
                .set_optimizers_config(EdgeOptimizersConfig { default_segment_number: Some(segments), ..optimizers })
        };
        guarded(|| limit(1))?;
        let compacted = guarded(|| self.edge.optimize());
        guarded(|| limit(SEGMENTS))?;
        compacted.map(drop)
    }

    /// Number of segments, one of them for new entries.
    pub(super) fn segments(&self) -> usize {
        self.edge.info().segments_count
    }
}

fn config(dimensions: usize, settings: &VectorSettings) -> EdgeConfig {
    let int8 = ScalarQuantizationConfig { r#type: ScalarType::Int8, quantile: None, always_ram: Some(false) };
    let vectors = EdgeVectorParams::builder(dimensions, Distance::Cosine)
        .on_disk(true)
        .quantization_config(QuantizationConfig::from(int8))
        .build();
    let hnsw = HnswIndexConfig {
        m: M,
        ef_construct: EF_CONSTRUCT,
        full_scan_threshold: FULL_SCAN_KB,
        max_indexing_threads: settings.build_threads,
        on_disk: Some(true),
        payload_m: None,
        inline_storage: None,
    };
    let optimizers = EdgeOptimizersConfig {
        default_segment_number: Some(SEGMENTS),
        max_segment_size: Some(MAX_SEGMENT_KB),
        // In KiB of f32 vectors of one segment. Half of what starts a build: the entries may lie in two segments.
        indexing_threshold: Some((settings.build_after * dimensions * 4 / 2048).max(1)),
        ..EdgeOptimizersConfig::default()
    };
    let wal =
        WalOptions { segment_capacity: WAL_SEGMENT_BYTES, segment_queue_len: 0, retain_closed: NonZeroUsize::MIN };
    EdgeConfig::builder()
        .vector(DEFAULT_VECTOR_NAME, vectors)
        .on_disk_payload(true)
        .hnsw_config(hnsw)
        .optimizers(optimizers)
        .wal_options(wal)
        .build()
}

// Extra graph links per value are built only where one value can cover more than the exact scan: an owner or a collection.
fn payload_indexes() -> [(&'static str, PayloadFieldSchema); 6] {
    let id = |links| {
        let params = UuidIndexParams { on_disk: Some(true), enable_hnsw: Some(links), ..UuidIndexParams::default() };
        PayloadFieldSchema::FieldParams(PayloadSchemaParams::Uuid(params))
    };
    let word = || {
        let params =
            KeywordIndexParams { on_disk: Some(true), enable_hnsw: Some(false), ..KeywordIndexParams::default() };
        PayloadFieldSchema::FieldParams(PayloadSchemaParams::Keyword(params))
    };
    [
        (OWNER, id(true)),
        (COLLECTION, id(true)),
        (DOCUMENT, id(false)),
        (REVISION, id(false)),
        (LANGUAGE, word()),
        (MEDIA_TYPE, word()),
    ]
}

fn point(entry: &VectorEntry) -> PointStruct {
    let keys = &entry.keys;
    let mut payload = serde_json::json!({
        OWNER: keys.owner.to_string(),
        COLLECTION: keys.collection.to_string(),
        DOCUMENT: keys.document.to_string(),
        REVISION: keys.revision.to_string(),
    });
    for (field, value) in [(LANGUAGE, &keys.language), (MEDIA_TYPE, &keys.media_type)] {
        if let Some(value) = value {
            payload[field] = value.as_str().into();
        }
    }
    PointStruct::new(PointId::Uuid(keys.chunk.0), entry.vector.clone(), payload)
}

// What an entry must be, beyond what all are. `None` when nothing can be in scope: a list is empty, or the entries are another's.
fn limits(scope: &Scope, owners: Owners) -> Option<Vec<Condition>> {
    fn texts<T: ToString>(list: &Option<Vec<T>>) -> Option<Vec<String>> {
        list.as_ref().map(|list| list.iter().map(ToString::to_string).collect())
    }
    let owner = scope.who.user;
    let own = || any_of(OWNER, vec![owner.to_string()]);
    let shared = || any_of(COLLECTION, scope.shared.iter().map(ToString::to_string).collect());
    let mut must = match (owners, scope.shared.is_empty()) {
        (Owners::One(one), _) if one == owner => Vec::new(),
        (Owners::Nobody, _) | (Owners::One(_), true) => return None,
        (Owners::One(_), false) => vec![shared()],
        (Owners::Many, true) => vec![own()],
        (Owners::Many, false) => {
            vec![Condition::Filter(Filter { should: Some(vec![own(), shared()]), ..Filter::default() })]
        }
    };
    let lists = [
        (COLLECTION, texts(&scope.collections)),
        (DOCUMENT, texts(&scope.documents)),
        (LANGUAGE, texts(&scope.languages)),
        (MEDIA_TYPE, texts(&scope.media_types)),
    ];
    for (field, values) in lists {
        let Some(values) = values else { continue };
        if values.is_empty() {
            return None;
        }
        must.push(any_of(field, values));
    }
    Some(must)
}

fn any_of(field: &str, mut values: Vec<String>) -> Condition {
    let values = if values.len() == 1 { Match::from(values.swap_remove(0)) } else { Match::from(values) };
    Condition::Field(FieldCondition::new_match(path(field), values))
}

fn path(field: &str) -> JsonPath {
    field.parse().expect("our field names are plain words")
}

// The engine asserts instead of answering in several places; a panic must not take the caller's thread down with it.
fn guarded<T, E: std::fmt::Display>(work: impl FnOnce() -> Result<T, E>) -> IndexResult<T> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(result) => result.map_err(IndexError::engine),
        Err(panic) => {
            let text =
                panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
            Err(IndexError::Engine(format!("the engine panicked: {}", text.unwrap_or("no reason given"))))
        }
    }
}
