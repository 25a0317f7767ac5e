@echo off
rem palavra: builds what is not built, then starts the command line with the flags it needs.
rem   PALAVRA_JAVA_OPTS    more flags for the JVM, such as -Xmx8g
rem   PALAVRA_CLASSIFIER   a build of ND4J other than windows-x86_64 (windows-x86_64-onednn-avx2, ...)
rem   PALAVRA_CUDNN        set to 1 before the first --device gpu: ND4J for CUDA with cuDNN
setlocal
set "HOME_DIR=%~dp0.."
for %%I in ("%HOME_DIR%") do set "HOME_DIR=%%~fI"
set "STATE=%HOME_DIR%\target\launcher"
rem Idle OpenMP threads spin; the kernels use the cores.
if not defined OMP_NUM_THREADS set "OMP_NUM_THREADS=1"
set "DEVICE=cpu"
if "%~1"=="train" set "DEVICE=auto"
if "%~1"=="tune" set "DEVICE=auto"
if "%~1"=="reproduce" set "DEVICE=auto"
:scan
if "%~1"=="" goto scanned
if "%~1"=="--device" set "DEVICE=%~2"
shift
goto scan
:scanned
set "CUDA="
set "PROFILES="
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
if not defined PALAVRA_CLASSIFIER set "PALAVRA_CLASSIFIER=windows-x86_64"
call :build
if errorlevel 1 exit /b 1
rem ND4J for CUDA lies on a class path of its own; whether a card can be used is asked before anything of it is loaded.
set "ASK="
if "%DEVICE:~0,3%"=="gpu" set "ASK=1"
if "%DEVICE%"=="auto" if exist "%HOME_DIR%\target\launcher-cuda\classpath" set "ASK=1"
if not defined ASK goto start
set "CHOICE="
set "UUID="
"%JAVA%" "-Djdk.serialFilter=!*" -Dfile.encoding=UTF-8 "@%STATE%\java.args" io.palavra.cli.Palavra device --quiet %DEVICE% >"%STATE%\device.txt"
if errorlevel 1 exit /b %errorlevel%
for /f "usebackq tokens=1,2" %%A in ("%STATE%\device.txt") do (set "CHOICE=%%A" & set "UUID=%%B")
if not "%CHOICE:~0,4%"=="gpu:" goto start
set "CUDA_DEVICE_ORDER=PCI_BUS_ID"
set "CUDA_VISIBLE_DEVICES=%UUID%"
set "CUDA=1"
set "PROFILES=-Pcuda"
if defined PALAVRA_CUDNN set "PROFILES=-Pcuda -Dnd4j.cuda.extension=-cudnn"
set "STATE=%HOME_DIR%\target\launcher-cuda"
call :build
if errorlevel 1 exit /b 1
:start
"%JAVA%" "-Djdk.serialFilter=!*" -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Djava.awt.headless=true -Dorg.deeplearning4j.crash.reporting.enabled=false --add-modules jdk.incubator.vector -Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0 -XX:PerMethodTrapLimit=10000 "-Dpalavra.home=%HOME_DIR%" %PALAVRA_JAVA_OPTS% "@%STATE%\java.args" io.palavra.cli.Palavra %*
exit /b %errorlevel%

:build
rem The class path has whole paths, which a folder that was moved has no more.
set "BUILT="
if exist "%STATE%\home" set /p BUILT=<"%STATE%\home"
if exist "%STATE%\java.args" if "%BUILT%"=="%HOME_DIR%" exit /b 0
if defined CUDA (echo palavra: building with ND4J for CUDA 11.6; the first time this downloads 2.4 GB, which unpack to another 4 GB 1>&2) else (echo palavra: building with ND4J for %PALAVRA_CLASSIFIER%; the first time this downloads about 200 MB 1>&2)
pushd "%HOME_DIR%"
call mvn -q -B -ntp -DskipTests %PROFILES% "-Dnd4j.classifier=%PALAVRA_CLASSIFIER%" -pl modules/cli -am package 1>&2
if errorlevel 1 (popd & exit /b 1)
popd
if not exist "%STATE%" mkdir "%STATE%"
for %%J in ("%HOME_DIR%\modules\cli\target\palavra-cli-*.jar") do set "JAR=%%~fJ"
set /p DEPENDENCIES=<"%HOME_DIR%\modules\cli\target\dependencies.classpath"
>"%STATE%\classpath" echo %JAR%;%DEPENDENCIES%
rem A class path longer than a command line goes through an argument file; its backslashes are doubled there.
powershell -NoProfile -Command "$c = (Get-Content -Raw '%STATE%\classpath').Trim().Replace('\','\\'); [IO.File]::WriteAllText('%STATE%\java.args', '-cp \"' + $c + '\"')"
>"%STATE%\home" echo %HOME_DIR%
exit /b 0
