#!/usr/bin/env bash
# Runs one benchmark: benchmarks/run.sh index [LARGE SMALL] | scale [FOLDER…] | fidelity MODEL FOLDER… |
# | search [SIZE…] | memory [FILES…] |
# scale-library [SIZE…] | walk [FILES] | filters [IMAGES [DIM|NPY]] | duplicates PHOTOS |
# duplicates-speed PHOTOS DIM|NPY SIZE… | graphs COUNT DIM|NPY all|formats|segments [QUERIES.npy…] | graphs-plot TABLE SVG |
# growth [SIZE…] | growth-plot SVG | whole-answers LIBRARY | cold LIBRARY | start [RUNS [MODEL]] |
# serve-load [SECONDS [LIBRARY [MODEL [each|mixed|text]]]] | synthetic FOLDER IMAGES DIM|NPY [MODEL] | text-batches |
# jmh PATTERN | spark [LARGE SMALL] | cluster-fill LIBRARY ADDRESS SHARDS | cluster ADDRESS QUERIES.npy TIMES | fan-out TIMES |
# cluster-push LIBRARY SHARDS ROUNDS | cluster-recall LIBRARY SHARDS COUNT QUERIES.npy CANDIDATES…
# Figures go to docs/explanation/performance by hand, with the machine they were measured on.
set -eu
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$root"
[ "${SIGHTLINE_BUILT:-}" ] || mvn -q -B -Dmaven.test.skip=true -pl benchmarks,cli -am package # tests are not even compiled
jdk=$(for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* "$HOME"/.jdks/*; do
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release" 2>/dev/null) || continue
  [ -n "$version" ] && [ "$version" -ge 25 ] && echo "$home" && break
done)
java=("$jdk/bin/java" --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED
  -Dsightline.project="$root" -cp "benchmarks/target/classes:benchmarks/target/lib/*")

# Waits for a process and tells its memory in MiB as $anonymous and $resident, at their peaks. Anonymous memory is what
# the process holds; resident memory also counts pages of the index that are mapped, which the system can drop.
watch_memory() {
  anonymous=0 resident=0
  local status now
  while status=$(cat "/proc/$1/status" 2>/dev/null) && [ -n "$status" ]; do
    now=$(sed -n 's/^RssAnon:[^0-9]*\([0-9]*\).*/\1/p' <<<"$status")
    [ -n "$now" ] || break # it has ended and only waits to be asked
    [ "$((now / 1024))" -gt "$anonymous" ] && anonymous=$((now / 1024))
    resident=$(($(sed -n 's/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p' <<<"$status") / 1024))
    sleep 0.1
  done
  wait "$1"
}

# As the launcher starts what builds graphs, and what serves.
long_running=("${java[@]}" -XX:+UseSerialGC -Xms96m -Xmn64m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30)

# Seconds and memory of a command, as $seconds and $anonymous; what it says goes to the files out and err of a folder.
timed() {
  local log=$1 start
  shift
  start=$(date +%s%N)
  "$@" >"$log/out" 2>"$log/err" &
  watch_memory $! || { cat "$log/err" >&2 && exit 1; }
  seconds=$((($(date +%s%N) - start) / 10000000)) # hundredths
  seconds=$(printf '%d.%02d' $((seconds / 100)) $((seconds % 100)))
}

# One row of a table: a command's seconds, Java's heap after collections at most, and its memory. Its last line goes
# behind the row where it says something.
row() {
  local name=$1 heap log
  shift
  log=$(mktemp -d)
  JDK_JAVA_OPTIONS="-Xlog:gc:file=$log/gc" timed "$log" "$@"
  heap=$(sed -n 's/.*M->\([0-9]*\)M.*/\1/p' "$log/gc" | sort -n | tail -1)
  printf '| %s | %s | %s | %s | %s | %s | %s |\n' "$size" "$name" "$seconds" "${heap:-–}" "$anonymous" "$resident" "$(tail -1 "$log/out")"
  rm -r "$log"
}

# Every step in a process of its own, through the program where it has a command for it. SIGHTLINE_VECTORS: how many
# dimensions synthetic vectors have, or an .npy file of real ones.
scale_library() {
  local folder vectors=${SIGHTLINE_VECTORS:-512} size=$1 half=$(($1 / 2))
  folder=$root/benchmarks/results/local/scale-$size
  rm -rf "$folder"
  mkdir -p "$folder"
  local synthetic=("${long_running[@]}" dev.sightline.benchmarks.SyntheticLibrary)
  local dimension=$vectors
  row 'build one half' "${synthetic[@]}" build "$folder/a" 0 "$half" "$vectors"
  row 'build the other' "${synthetic[@]}" build "$folder/b" "$half" "$size" "$vectors"
  row 'merge both' ./sightline library merge "$folder/a" "$folder/b" --into "$folder/library"
  rm -r "$folder/a" "$folder/b"
  row 'open, search' "${synthetic[@]}" open "$folder/library"
  row 'change one image' "${synthetic[@]}" commit "$folder/library"
  row verify ./sightline library verify --library "$folder/library"
  [[ $vectors != *.npy ]] || dimension=$(./sightline library info --library "$folder/library" --json |
    sed -n 's/.*synthetic-\([0-9]*\).*/\1/p')
  for format in npy-parquet jsonl; do
    row "export $format" ./sightline library export "$folder/$format" --format $format --library "$folder/library"
  done
  row compact ./sightline library compact --library "$folder/library"
  row 'open, search' "${synthetic[@]}" open "$folder/library"
  for format in npy-parquet jsonl; do
    row "import $format" ./sightline library import "$folder/$format" --synthetic-model "$dimension" --library "$folder/imported"
    rm -r "$folder/imported"
  done
  rm -r "$folder"
}

# Takes a library out of the system's memory.
forget_pages() {
  local file
  sync
  for file in "$1"/index/*; do
    dd if="$file" iflag=nocache count=0 status=none # POSIX_FADV_DONTNEED for the whole file
  done
}

# Asks a library that the system has nothing of in memory: name of the step, how it was made.
measure_cold() {
  forget_pages "$library"
  "${long_running[@]}" dev.sightline.benchmarks.Growth measure "$library" "$vectors" "$1" "$seconds" "$anonymous" | tee -a "$table"
}

growth() {
  local size library vectors=${SIGHTLINE_VECTORS:-512}
  local log
  log=$(mktemp -d)
  mkdir -p "${table%/*}"
  "${java[@]}" dev.sightline.benchmarks.Growth header | tee "$table"
  for size; do
    library=$root/benchmarks/results/local/growth-$size
    if [ -z "${SIGHTLINE_KEEP:-}" ] || [ ! -d "$library" ]; then # kept: go on with what has been built
      rm -rf "$library"
      timed "$log" "${long_running[@]}" dev.sightline.benchmarks.SyntheticLibrary build "$library" 0 "$size" "$vectors"
      measure_cold built
    fi
    timed "$log" ./sightline library compact --library "$library"
    measure_cold 'one segment'
    for format in int8 bit1; do
      timed "$log" ./sightline library compact --vectors $format --library "$library"
      measure_cold $format
    done
  done
  rm -r "$log"
}

# What a start is made of: each command does what the one before it does, and more. By turns, so that all meet the
# same machine.
start() {
  local runs=${1:-9} model=${2:-models/sightline-tiny} library=benchmarks/results/local/start times i began name
  rm -rf "$library"
  ./sightline index sample-data --library "$library" --model "$model" --quiet >/dev/null 2>&1
  local -A commands=(
    ['1 launcher and an empty Java']='-version' # takes the place of the program
    ['2 and the command line read']='search --version'
    ['3 and a library opened']="library info --library $library"
    ['4 and photos listed: search with a filter only']="search width:>1 --library $library --quiet"
    ['5 and a sentence embedded: search']="search mountains --library $library --quiet"
  )
  times=$(mktemp -d)
  for ((i = 0; i <= runs; i++)); do # the first is not counted
    for name in "${!commands[@]}"; do
      began=${EPOCHREALTIME/./}
      if [[ $name == 1* ]]; then
        SIGHTLINE_JAVA_OPTIONS=-version ./sightline search x
      else
        # shellcheck disable=SC2086 # several arguments
        ./sightline ${commands[$name]}
      fi >/dev/null 2>&1 </dev/null
      [ "$i" -eq 0 ] || echo $(((${EPOCHREALTIME/./} - began) / 1000)) >>"$times/$name"
    done
  done
  echo '| what is done | least ms | median ms | most ms |'
  echo '|---|---|---|---|'
  for name in "$times"/*; do
    sort -n "$name" | awk -v name="${name##*/}" '{ms[NR] = $1} END {printf "| %s | %d | %d | %d |\n", substr(name, 3), ms[1], ms[int((NR + 1) / 2)], ms[NR]}'
  done
  rm -r "$times"
}

# A SolrCloud of one node in a Java of its own, for as long as this script runs; $solr is its address.
start_solr() {
  local folder line
  mvn -q -B -f cluster/server package
  folder=$(mktemp -d)
  # shellcheck disable=SC2064 # the folder of now
  trap "kill \$COPROC_PID 2>/dev/null; rm -rf '$folder'" EXIT
  coproc "$jdk/bin/java" -Xmx2g -cp "cluster/server/target/classes:$(cat cluster/server/target/classpath.txt)" \
    dev.sightline.clusterserver.SolrServers "$folder" 1 2>"$folder/errors.log"
  while read -r line <&"${COPROC[0]}"; do
    case $line in
      NODES*) solr=solr:${line#NODES } ;;
      READY) return ;;
    esac
  done
  cat "$folder/errors.log" >&2
  exit 1
}

what=${1:-}
table=$root/benchmarks/results/local/growth.tsv
shift || true
case $what in
  index) "${java[@]}" dev.sightline.benchmarks.IndexThroughput "$@" ;;
  search) "${java[@]}" dev.sightline.benchmarks.SearchLatency "$@" ;;
  scale) "${java[@]}" dev.sightline.benchmarks.DecodeScale "$@" ;;
  fidelity) "${java[@]}" dev.sightline.benchmarks.DecodeFidelity "$@" ;;
  filters)
    # Built once for a number of images and kept: its graph takes minutes.
    "${java[@]}" dev.sightline.benchmarks.FilteredSearch \
      "benchmarks/results/local/filters-${1:-200000}-$(basename "${2:-512}")" "${1:-200000}" "${2:-512}"
    ;;
  graphs)
    "${java[@]}" -Xmx3g dev.sightline.benchmarks.GraphChoices "benchmarks/results/local/graphs-$1-$(basename "$2")" "$@"
    ;;
  graphs-plot) "${java[@]}" dev.sightline.benchmarks.GraphChoices plot "$@" ;;
  growth) growth ${*:-10000 100000 1000000} ;;
  growth-plot) "${java[@]}" dev.sightline.benchmarks.Growth plot "$table" "$1" ;;
  whole-answers) "${java[@]}" dev.sightline.benchmarks.WholeAnswers "$1" ;;
  cold)
    echo '| way | open ms | first ms | second ms | tenth ms |'
    echo '|---|---|---|---|---|'
    for _ in 1 2 3; do
      for way in as-lucene by-use read-around load-graph load-coarse load-all; do
        forget_pages "$1"
        "${java[@]}" -XX:+UseSerialGC dev.sightline.benchmarks.ColdLibrary "$1" $way
      done
    done
    ;;
  start) start "$@" ;;
  duplicates) "${java[@]}" dev.sightline.benchmarks.DuplicateAccuracy "$@" ;;
  duplicates-speed) "${java[@]}" dev.sightline.benchmarks.DuplicateSpeed "$@" ;;
  walk) "${java[@]}" dev.sightline.benchmarks.WalkSpeed "$@" ;;
  scale-library)
    echo '| images | step | seconds | heap after collections, MiB | anonymous memory, MiB | resident, MiB | |'
    echo '|---|---|---|---|---|---|---|'
    for size in ${*:-10000 100000 1000000}; do
      scale_library "$size"
    done
    ;;
  memory)
    # The whole program over ever more files.
    for count in ${*:-1000 10000 100000}; do
      "${java[@]}" dev.sightline.benchmarks.SmallPhotos "$count" >/dev/null
      library=$(mktemp -d)
      ./sightline index "benchmarks/results/local/photos-small-$count" --library "$library/library" --quiet \
        >"$library/out" 2>/dev/null &
      watch_memory $!
      echo "$count files: peak anonymous $anonymous MiB, peak resident $resident MiB; $(cat "$library/out")"
      rm -r "$library"
    done
    ;;
  # A library of synthetic vectors, with a model's name on it so that it can be asked by words.
  synthetic) "${java[@]}" dev.sightline.benchmarks.SyntheticLibrary build "$1" 0 "$2" "$3" ${4:+"$4"} ;;
  text-batches) "${java[@]}" dev.sightline.benchmarks.TextBatching ;;
  spark)
    # A job on two cores against an index run of the same photos, in one Java; Spark is fetched for it.
    large=$("${java[@]}" dev.sightline.benchmarks.LargePhotos "${1:-60}")
    small=$("${java[@]}" dev.sightline.benchmarks.SmallPhotos "${2:-2000}")
    mvn -q -B -DskipTests -Pspark -pl spark -am package
    CLASSPATH="spark/target/test-classes:spark/target/classes:$(<spark/target/classpath.txt)" "$jdk/bin/java" -Xmx2g \
      --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Dsightline.project="$root" \
      dev.sightline.spark.SparkThroughput "$large" "$small"
    ;;
  cluster-fill) "${java[@]}" dev.sightline.benchmarks.ClusterFill "$1" "$2" "$3" ;;
  cluster) "${java[@]}" dev.sightline.benchmarks.ClusterLatency "$1" "$2" "$3" ;;
  cluster-push)
    start_solr
    "${java[@]}" -Xmx2g dev.sightline.cluster.PushRatio "$1" "$solr/push" "$2" "$3"
    ;;
  cluster-recall)
    start_solr
    "${java[@]}" dev.sightline.benchmarks.ClusterFill "$1" "$solr/recall" "$2"
    "${java[@]}" dev.sightline.benchmarks.ClusterRecall "$solr/recall" "$4" "$3" "${@:5}"
    ;;
  fan-out) "${java[@]}" dev.sightline.benchmarks.FanOutTail "$1" ;;
  serve-load)
    # The whole program over the sample photos, or a library that is there, on a port of its own.
    library=${2:-benchmarks/results/local/serve-load}
    [ -d "$library" ] || ./sightline index sample-data --library "$library" --quiet
    said=$(mktemp)
    # shellcheck disable=SC2086 # no model is no argument
    ./sightline serve --port 0 --library "$library" ${3:+--model "$3"} --quiet >"$said" &
    server=$!
    trap 'kill $server 2>/dev/null; rm -f "$said"' EXIT
    until grep -q '^Open ' "$said"; do
      kill -0 $server 2>/dev/null || exit 1
      sleep 0.2
    done
    "${java[@]}" dev.sightline.benchmarks.ServeLoad "$(sed -n 's/^Open \([^ ]*\).*/\1/p' "$said")" "${1:-30}" $server "${4:-each}"
    ;;
  jmh) "${java[@]}" org.openjdk.jmh.Main "$@" ;;
  *)
    sed -n '2,8s/^# //p' "${BASH_SOURCE[0]}"
    exit 2
    ;;
esac
